"""The command."""
from __future__ import annotations
import datetime as dt, json, sys
from pathlib import Path
def main() -> None:
    from extract.pipeline import Pipeline
    from extract.article import Article
    from schemas import dumps
    args = sys.argv[1:]
    out = Path("out")
    if "-o" in args:
        i = args.index("-o"); out = Path(args[i+1]); del args[i:i+2]
    args = [a for a in args if not a.startswith("--")]
    out.mkdir(parents=True, exist_ok=True)
    nlp = Pipeline()
    with (out/"records.jsonl").open("wb") as f, (out/"documents.jsonl").open("wb") as g:
        for path in args:
            for line in Path(path).read_bytes().splitlines():
                d = json.loads(line)
                r = nlp(Article(id=d["id"], text=d["text"], date=dt.date.fromisoformat(d["date"]) if d.get("date") else None))
                g.write(dumps(r.document))
                for rec in r.records: f.write(dumps(rec))
if __name__ == "__main__":
    main()

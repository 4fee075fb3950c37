"""What turns a piece of the input into finished lines, in whatever process."""

from __future__ import annotations

from extract.article import Article, Failure
from extract.pieces import Options, Piece, Result
from extract.pipeline import Pipeline
from extract.readers import READERS
from extract.report import data
from extract.writers import timeml
from schemas import dumps


class Worker:
    """Turns pieces into results with one pipeline, built when the first piece comes."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.pipeline = Pipeline(
            kinds=options.kinds, date=options.date, currency=options.currency, vocabulary=options.vocabulary
        )

    def __call__(self, piece: Piece) -> Result:
        """The lines of a piece. A document that fails costs none of the others."""
        result = Result()
        records: list[bytes] = []
        documents: list[bytes] = []
        for part in piece.parts:
            source = part.source
            for article in READERS[source.reader](source.path, source.doc, part.start, part.end):
                if isinstance(article, Failure):
                    result.failures.append(article)
                    continue
                try:
                    document, lines = self._lines(article, result)
                except Exception as error:
                    said = f"{type(error).__name__}: {error}".splitlines()[0]
                    result.failures.append(
                        Failure(article.id, f"{source.path}: {article.id}: could not be extracted: {said}")
                    )
                    continue
                records += lines
                documents.append(document)
                result.documents_read += 1
                result.characters += len(article.text)
                for line in lines:
                    result.counts[line[9 : line.index(b'"', 9)].decode()] += 1
        result.records = b"".join(records)
        result.documents = b"".join(documents)
        return result

    def _lines(self, article: Article, result: Result) -> tuple[bytes, list[bytes]]:
        if self.options.format == "jsonl":
            return self.pipeline.lines(article)
        if self.options.format == "report":
            extraction = self.pipeline(article)
            fragment = data.fragment(data.Head.of(extraction.document), extraction.records, article.text)
            result.files.append((article.id, fragment))
            return b"", []
        view, source = self.pipeline.view(article)
        extraction = self.pipeline.read(article, view, source, self.pipeline.match(view))
        references = self.pipeline.references.find(view) if self.options.references else None
        result.files.append((article.id, timeml.render(article, extraction, references)))
        return dumps(extraction.document), [dumps(record) for record in extraction.records]

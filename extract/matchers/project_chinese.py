"""Projects in Chinese: 中吉乌铁路."""
from extract.matchers.project_names import Candidate, Scene


def at_ending(scene: Scene, i: int) -> Candidate | None:
    return None

"""The document's date, as its own text gives it."""
import datetime as dt
from extract.view import View
def find(view: View) -> dt.date | None:
    """The date of the dateline, or None."""
    return None

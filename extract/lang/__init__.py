"""Languages: a folder of vocabulary each, and the tables made from the CLDR."""

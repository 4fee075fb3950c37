"""Coverage-guided fuzzing: any bytes into the extractor, each reader, and whatever else reads what others wrote.

``python -m tests.fuzz TARGET --seconds N`` looks for bytes that break a target (``all`` for one after the other; needs
the extra ``fuzz``). What it finds is written to ``build/fuzz/TARGET``; a file that is put into ``corpus/TARGET`` is
where later searches begin, and is tried by ordinary tests for ever.
"""

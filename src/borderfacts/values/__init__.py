"""Find the values of a text: a folder a kind, none knows another; the grammars work on strings, the finders on Docs."""

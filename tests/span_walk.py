"""Walk through the spans of an extraction in JSON form."""


def spans(value):
    """All records in a JSON value that have the fields of a span."""
    if isinstance(value, list):
        for each in value:
            yield from spans(each)
    elif isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        else:
            for each in value.values():
                yield from spans(each)

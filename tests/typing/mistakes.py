"""What a user may write by mistake; mypy refuses each line for the reason behind it, and no other line."""

import borderfacts

borderfacts.extract(b"Nine people crossed.")  # arg-type
borderfacts.extract("Nine people crossed.", "2025-02-05")  # call-arg
borderfacts.extract("Nine people crossed.", reference_date=20250205)  # arg-type
borderfacts.extract("Nine people crossed.", date="2025-02-05")  # call-arg
borderfacts.extract("Nine people crossed.", threshold="high")  # arg-type
str(borderfacts.extract("Nine people crossed.").event)  # attr-defined
borderfacts.extract_many(["Nine people crossed."], n_process="all")  # call-overload
borderfacts.extract_many([9])  # list-item
borderfacts.to_dataframe([], "excel")  # call-overload
borderfacts.extract("Nine people crossed.").to_dataframe(library="excel")  # call-overload
str(borderfacts.extract_events("Nine people crossed.")[0].when.start)  # union-attr

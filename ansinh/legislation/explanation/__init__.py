"""The answer in words and for the record: texts to sign, certificates, and what would change the answer."""

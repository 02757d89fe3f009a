"""What the database itself says of registers and documents: no gaps, no changes, and the one thing told to everybody."""

REGISTER_WITHOUT_GAPS = """
ALTER TABLE casework_registered_number ADD CONSTRAINT registered_number_without_gaps
  FOREIGN KEY (office_id, letters, year, previous)
  REFERENCES casework_registered_number (office_id, letters, year, number);
"""

# Decisions that were there were numbered by commune, and keep their numbers.
DECISIONS_THAT_WERE_THERE = """
ALTER TABLE casework_decision DISABLE TRIGGER casework_decision_no_update;
UPDATE casework_decision SET office_id = commune_id;
ALTER TABLE casework_decision ENABLE TRIGGER casework_decision_no_update;
"""
REGISTER_THEM = """
INSERT INTO casework_registered_number (office_id, letters, year, number, previous, taken_on)
SELECT office_id, 'QĐ-UBND', year, number, nullif(number - 1, 0), decided_on FROM casework_decision;
"""

# Whoever signs a decision enters it, and nothing else does: with the rights of who signs.
ENTER_DECISIONS = """
CREATE FUNCTION casework_enter_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO casework_registered_number (office_id, letters, year, number, previous, taken_on)
  SELECT office_id, 'QĐ-UBND', year, number, nullif(number - 1, 0), decided_on FROM signed;
  RETURN NULL;
END $$;
CREATE TRIGGER casework_decision_is_registered AFTER INSERT ON casework_decision
  REFERENCING NEW TABLE AS signed FOR EACH STATEMENT EXECUTE FUNCTION casework_enter_decisions();
"""

# Asked by people who have not signed in, so it reads with its owner's rights; it knows a document by its code alone and
# tells of it what concerns nobody in particular. A decision to pay of which no award is in force was replaced.
VERIFY = """
CREATE FUNCTION casework_verify_document(asked text)
RETURNS TABLE (kind text, office text, number int, letters text, issued_on date, cancelled_on date, replaced boolean,
  files text[], signed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.kind, u.name, r.number, r.letters, d."on", (d.cancelled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
    d.decision_id IS NOT NULL
      AND EXISTS (SELECT FROM casework_award AS a WHERE a.decision_id = d.decision_id)
      AND NOT EXISTS (SELECT FROM casework_award AS a WHERE a.decision_id = d.decision_id AND a.retracted_at IS NULL),
    ARRAY(SELECT f.format || ' ' || f.sha256 FROM casework_document_file AS f WHERE f.document_id = d.id
          ORDER BY f.format DESC, f.id),
    (SELECT s.sha256 FROM casework_signed_file AS s WHERE s.document_id = d.id)
  FROM casework_document AS d JOIN casework_registered_number AS r ON r.id = d.registered_id
  JOIN areas_unit AS u ON u.id = r.office_id
  WHERE d.code = asked
$$;
"""

"""When a step of a case may be taken back, as the database itself has it; the policy says the same in words."""

from ansinh.casework.case_states import LASTING

_LASTING = ", ".join(f"'{act}'" for act in sorted(LASTING))

UNDO_SQL = f"""
CREATE FUNCTION casework_undo_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE gone casework_case_step;
BEGIN
  SELECT * INTO gone FROM casework_case_step WHERE id = NEW.undoes_id;
  IF gone.case_id <> NEW.case_id OR gone.by_id IS DISTINCT FROM NEW.by_id OR gone.act IN ({_LASTING})
    OR NEW.before <> gone.after OR NEW.after <> gone.before THEN
    RAISE EXCEPTION 'case_step_undo: not a step that this person takes back' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM casework_case_step AS s WHERE s.case_id = gone.case_id AND s.id > gone.id AND s.undoes_id IS NULL
      AND NOT EXISTS (SELECT FROM casework_case_step AS u WHERE u.undoes_id = s.id)
  ) THEN
    RAISE EXCEPTION 'case_step_undo: something was done since' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM casework_document_case AS c JOIN casework_document AS d ON d.id = c.document_id
    WHERE c.case_id = gone.case_id AND d.issued_at > gone.at
  ) THEN
    RAISE EXCEPTION 'case_step_undo: a document was issued since' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER casework_case_step_undone AFTER INSERT ON casework_case_step FOR EACH ROW
  WHEN (NEW.undoes_id IS NOT NULL) EXECUTE FUNCTION casework_undo_step();
"""

# A form belongs to the file of its own person, whoever that becomes by a merge, and a line of a batch tells of a step of its own file.
BELONGS_SQL = """
ALTER TABLE casework_case ADD CONSTRAINT case_of_person UNIQUE (id, person_id);
ALTER TABLE casework_filled_form ADD CONSTRAINT form_case_of_its_person
  FOREIGN KEY (case_id, person_id) REFERENCES casework_case (id, person_id) ON UPDATE CASCADE;
ALTER TABLE casework_filled_form ADD CONSTRAINT form_case_has_person CHECK (case_id IS NULL OR person_id IS NOT NULL);
DROP TRIGGER casework_filled_form_guarded ON casework_filled_form;
CREATE TRIGGER casework_filled_form_guarded BEFORE UPDATE ON casework_filled_form FOR EACH ROW
  WHEN (((NEW.answers IS DISTINCT FROM OLD.answers) AND NOT kernel_may_reseal()
         AND (OLD.state <> 'draft' OR NEW.version <= OLD.version))
        OR NEW.version < OLD.version OR NEW.code <> OLD.code
        OR (NEW.person_id IS DISTINCT FROM OLD.person_id
            AND (NEW.case_id IS NULL OR NEW.case_id IS DISTINCT FROM OLD.case_id)))
  EXECUTE FUNCTION casework_filled_form_guard();
ALTER TABLE casework_case_step ADD CONSTRAINT case_step_of_case UNIQUE (id, case_id);
ALTER TABLE casework_case_batch_line ADD CONSTRAINT case_batch_line_of_its_case
  FOREIGN KEY (step_id, case_id) REFERENCES casework_case_step (id, case_id);
"""

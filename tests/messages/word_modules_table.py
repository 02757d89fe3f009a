"""Modules whose texts are words that screens show: tables of labels, names of kinds, columns, states."""

WORD_MODULES = (
    "ansinh/staff/*.py",
    "ansinh/access/roles.py",
    "ansinh/access/permissions.py",
    "ansinh/casework/cases/kinds/*.py",
    "ansinh/casework/cases/kind.py",
    "ansinh/casework/cases/procedure.py",
    "ansinh/casework/cases/clock.py",
    "ansinh/casework/cases/papers_table.py",
    "ansinh/casework/case_checks.py",
    "ansinh/casework/procedures/*.py",
    "ansinh/casework/forms/catalogue.py",
    "ansinh/casework/*_states.py",
    "ansinh/casework/states.py",
    "ansinh/casework/document_kinds.py",
    "ansinh/registry/circumstance_table.py",
    "ansinh/registry/duplicates/weights_table.py",
    "ansinh/registry/requests/*.py",
    "ansinh/registry/*states.py",
    "ansinh/payments/states.py",
    "ansinh/funds/codes.py",
    "ansinh/funds/contents_table.py",
    "ansinh/funds/goods_table.py",
    "ansinh/funds/states.py",
    "ansinh/oversight/quality_table.py",
    "ansinh/oversight/reconciliation.py",
    "ansinh/intake/retention_table.py",
    "ansinh/legislation/facts_table.py",
    "ansinh/legislation/conditions/*.py",
    "ansinh/determination/law_words.py",
    "ansinh/legislation/explanation/values_table.py",
    "ansinh/legislation/rules/*.py",
    "ansinh/legislation/timing/procedures_table.py",
    "ansinh/determination/states.py",
    "ansinh/flows/summary.py",
    "ansinh/flows/monthly_cycle.py",
)
"""What is written there as a word is shown as one, except citations of the law, which stay as the law is written."""

NOT_WORDS = ("ansinh/staff/own_data_paper.py", "ansinh/staff/document_subjects.py", "ansinh/staff/law_words.py")
"""Papers in Vietnamese, and what is stored."""

"""What stops a run, said in both languages on the error stream, with the remedy."""

import click

from tdn_templates.api import Validation
from tdn_templates.core.wording import finding_words, quoted
from tdn_templates.model.words import Lang

_LABELS = {Lang.VI: "Lỗi", Lang.EN: "Error"}


def complain_of_unreadable(validation: Validation) -> None:
    """Not one file could be read: each with its reason, in both languages whatever --lang says."""
    for verdict in validation.verdicts:
        name = quoted(verdict.submission.source.name)
        for finding in verdict.findings[:1]:
            for lang, label in _LABELS.items():
                words = finding_words(finding, validation.rulebook, lang)
                click.echo(f"{label}: {name}: {words.wrong} {words.remedy}", err=True)

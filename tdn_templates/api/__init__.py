"""What the package does, as functions: the command line and other programs call these.

Heavy libraries are imported where they are needed, so that importing this package stays cheap.
"""

from tdn_templates.api.chains import ListChains, TaskChains, list_chains
from tdn_templates.api.chosen_units import UNIT_SETS
from tdn_templates.api.drill_checking import check_drill, open_drill
from tdn_templates.api.drilling import Drill, answer_reminders, make_drill
from tdn_templates.api.explaining import Explained, explain, explanation_report
from tdn_templates.api.exporting import ExportedList, export_programme
from tdn_templates.api.fixing import Fixed, FixedFile, fix, write_proposals
from tdn_templates.api.generating import Generated, RoundIssue, generate
from tdn_templates.api.importing import Imported, import_annex, review_file, write_import
from tdn_templates.api.letters import Reminded, letterhead_example, write_reminder_letter, write_request_letter
from tdn_templates.api.lookup import TaskList, find_unit, list_tasks, search_units, search_units_in_time
from tdn_templates.api.marking import Marked, mark
from tdn_templates.api.merging import Merged, merge
from tdn_templates.api.overlapping import contradicts, overlap_report, overlaps, unit_plan
from tdn_templates.api.own_unit_table import OwnUnitList, list_own_units
from tdn_templates.api.phrases import (
    AgencyReading,
    MentionReading,
    TimeReading,
    phrases_of_file,
    read_agencies,
    read_times,
)
from tdn_templates.api.picture import round_picture
from tdn_templates.api.plan_lists import PlanList, list_from_plan, write_plan_list
from tdn_templates.api.published_plans import PublishedPlan
from tdn_templates.api.reminding import RoundReminders, remind_round
from tdn_templates.api.reporting import validation_report, write_report
from tdn_templates.api.round_checking import RoundCheck, check_round, counting_in, standing_of, today
from tdn_templates.api.round_folder import RoundFolder, find_round, needed_round, open_round
from tdn_templates.api.round_init import Begun, init_round
from tdn_templates.api.round_letters import asked_units, issue_in, round_issue
from tdn_templates.api.round_reports import RoundReports, round_report, status_report, write_round_reports
from tdn_templates.api.ruling import find_rule, load_own_rules
from tdn_templates.api.templates import (
    CheckedTemplate,
    ListedTemplate,
    TemplateList,
    check_templates,
    copy_templates,
    list_templates,
    template_files,
)
from tdn_templates.api.tracing import TracedPlan, deviates, trace, trace_annex, trace_report, write_questions
from tdn_templates.api.validating import ReportProgress, Validation, validate

__all__ = [
    "UNIT_SETS",
    "AgencyReading",
    "Begun",
    "CheckedTemplate",
    "Drill",
    "Explained",
    "ExportedList",
    "Fixed",
    "FixedFile",
    "Generated",
    "Imported",
    "ListChains",
    "ListedTemplate",
    "Marked",
    "MentionReading",
    "Merged",
    "OwnUnitList",
    "PlanList",
    "PublishedPlan",
    "Reminded",
    "ReportProgress",
    "RoundCheck",
    "RoundFolder",
    "RoundIssue",
    "RoundReminders",
    "RoundReports",
    "TaskChains",
    "TaskList",
    "TemplateList",
    "TimeReading",
    "TracedPlan",
    "Validation",
    "answer_reminders",
    "asked_units",
    "check_drill",
    "check_round",
    "check_templates",
    "contradicts",
    "copy_templates",
    "counting_in",
    "deviates",
    "explain",
    "explanation_report",
    "export_programme",
    "find_round",
    "find_rule",
    "find_unit",
    "fix",
    "generate",
    "import_annex",
    "init_round",
    "issue_in",
    "letterhead_example",
    "list_chains",
    "list_from_plan",
    "list_own_units",
    "list_tasks",
    "list_templates",
    "load_own_rules",
    "make_drill",
    "mark",
    "merge",
    "needed_round",
    "open_drill",
    "open_round",
    "overlap_report",
    "overlaps",
    "phrases_of_file",
    "read_agencies",
    "read_times",
    "remind_round",
    "review_file",
    "round_issue",
    "round_picture",
    "round_report",
    "search_units",
    "search_units_in_time",
    "standing_of",
    "status_report",
    "template_files",
    "today",
    "trace",
    "trace_annex",
    "trace_report",
    "unit_plan",
    "validate",
    "validation_report",
    "write_import",
    "write_plan_list",
    "write_proposals",
    "write_questions",
    "write_reminder_letter",
    "write_report",
    "write_request_letter",
    "write_round_reports",
]

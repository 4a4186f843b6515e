"""The main job in one go: generate, fill in two published plans, validate, merge, and say what was found."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "published-plans"))

from make_returns import PLANS, make_returns

from tdn_templates.api import Validation, generate, merge, validate
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS
from tdn_templates.model.words import Severity

DEMO = Path("demo")


def main() -> None:
    shutil.rmtree(DEMO, ignore_errors=True)
    outbox, inbox = DEMO / "1-gui-di", DEMO / "2-nhan-ve"
    made = generate(list(PLANS), outbox)
    print(f"1. Biểu mẫu gửi đi / forms sent out: {len(made.files)} tệp trong {outbox}")
    returns = make_returns(inbox)
    print(f"2. Bản nộp nhận về / returns received: {len(returns)} tệp trong {inbox}")
    print("3. Kiểm tra / validate:")
    say_what_was_found(validate([inbox]))
    print("4. Tổng hợp (dự thảo) / merge (draft):")
    for path in returns:
        show(merge([path], DEMO / "3-tong-hop" / path.stem, draft=True).files)
    show(merge([inbox], DEMO / "3-tong-hop" / "hai-don-vi", draft=True).files)
    print(f"Chi tiết từng lỗi / every fault in detail: tdn validate {inbox}")


def say_what_was_found(result: Validation) -> None:
    for verdict in result.verdicts:
        counts = ", ".join(
            f"{sum(finding.severity is severity for finding in verdict.findings)} {SEVERITY_WORDS[severity].vi.lower()}"
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        )
        name = verdict.unit.name if verdict.unit else verdict.submission.source.name
        print(f"   {name}: {STATE_WORDS[verdict.state].vi} ({counts})")
        for rule in sorted({finding.code for finding in verdict.findings}):
            tasks = [finding.task for finding in verdict.findings if finding.code == rule]
            print(f"     {rule} {result.rulebook.rule(rule).name}: {', '.join(tasks)}")


def show(files: tuple[Path, ...]) -> None:
    for path in files:
        print(f"   {path}")


if __name__ == "__main__":
    main()

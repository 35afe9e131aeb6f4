"""How machines find the lessons: feed, sitemap, robots.txt, the head of pages; dates from Git, never from the clock."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.support.courses import copy_course, edit, fake_site, recorded_outputs, write_fake_site
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.history import LessonDates, history_state, lesson_dates
from wikiskills.renderer import render_site

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SITE = "https://example.org/everything/"
COUNTING = "curriculum/counting.yml"


def commit(folder: Path, date: str, *files: str) -> None:
    """Commit files at a moment; begin the repository where there is none."""
    who = {f"GIT_{role}_{part}": "a@b.invalid" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_COMMITTER_DATE": date}
    for command in (["init", "-q"], ["add", "-A", *files], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **who, **alone})


def write_history(course: Path) -> None:
    """Write charts in May, old-ways in June under another name; touch charts in July."""
    (course / "lessons/counting/old-ways.py").rename(course / "lessons/counting/ancient-ways.py")
    commit(course, "2024-05-02T23:30:00-05:00", "lessons/pictures")
    commit(course, "2024-06-01T12:00:00+00:00", "lessons/counting/ancient-ways.py")
    (course / "lessons/counting/ancient-ways.py").rename(course / "lessons/counting/old-ways.py")
    chart = course / "lessons/pictures/charts.py"
    chart.write_text(chart.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    commit(course, "2024-07-01T12:00:00+00:00", "lessons")
    edit(course / COUNTING, "    status: retired\n", "    status: retired\n    aliases: [ancient-ways]\n")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished site, whose lessons have a history."""
    root = copy_course("everything", tmp_path_factory.mktemp("dated"))
    write_history(root)
    write_fake_site(root, recorded_outputs("everything"))
    render_site(root / "build/mkdocs.yml", root / "site")
    return root


@pytest.fixture(scope="module")
def feed(course: Path) -> Element:
    return fromstring((course / "site/feed.xml").read_bytes())


def test_dates_come_from_the_plan_and_from_git(course: Path) -> None:
    project = load_project(course)
    assert lesson_dates(load_curriculum(project), project) == {
        "first-steps": LessonDates("2024-05-01", "2024-07-01"),  # which its plan says
        "old-ways": LessonDates("2024-06-01", "2024-07-01"),  # under its old name
        "charts": LessonDates("2024-05-03", "2024-07-01"),  # in UTC
    }


def test_a_part_of_the_history_tells_nothing(course: Path, tmp_path: Path) -> None:
    """In a shallow clone every file seems to come from the last commit."""
    subprocess.run(["git", "clone", "-q", "--depth", "1", course.as_uri(), str(tmp_path / "clone")], check=True)
    project = load_project(copy_course("everything", tmp_path))
    (tmp_path / "clone/.git").rename(project.root / ".git")
    assert {dates.modified for dates in lesson_dates(load_curriculum(project), project).values()} == {""}
    assert history_state(project.root)


def test_folders_may_have_any_letters(tmp_path: Path) -> None:
    """Git quotes names that are not ASCII where nobody tells it otherwise."""
    root = copy_course("minimal", tmp_path)
    (root / "lessons").rename(root / "leçons")
    edit(root / "mkdocs.yml", "    cell_timeout: 30\n", "    cell_timeout: 30\n    lessons: leçons\n")
    commit(root, "2024-05-02T12:00:00+00:00", ".")
    project = load_project(root)

    assert lesson_dates(load_curriculum(project), project) == {"first-counts": LessonDates("2024-05-02", "2024-05-02")}


def test_without_git_there_are_no_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_course("minimal", tmp_path)
    project, curriculum, site = fake_site(root)
    assert lesson_dates(curriculum, project) == {"first-counts": LessonDates()}
    assert not [asset for asset in site.assets if asset.path == "feed.xml"]
    assert site.metadata["feed"] == ""
    (root / ".git").mkdir()
    monkeypatch.setenv("PATH", "")
    assert lesson_dates(curriculum, project) == {"first-counts": LessonDates()}
    assert history_state(root) == ""


def test_the_feed_is_valid(feed: Element) -> None:
    """What RFC 4287 asks for: one id, title and moment each, an author, absolute addresses, nothing twice."""
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert all(link.get("href", "").startswith(SITE) for link in element.findall(f"{ATOM}link"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 3
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_the_feed_has_the_newest_lesson_first(feed: Element) -> None:
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Old ways", "Charts", "First steps & sums"]
    assert [entry.findtext(f"{ATOM}published") for entry in entries][:2] == [
        "2024-06-01T00:00:00Z",
        "2024-05-03T00:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2024-07-01T00:00:00Z"
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Cy Former"
    assert entries[2].findtext(f"{ATOM}summary", "").startswith("Every tag and every role, with ")


def test_a_renamed_lesson_is_no_new_one(feed: Element) -> None:
    names = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert names == [f"{SITE}sums/ancient-ways/", f"{SITE}pictures/charts/", f"{SITE}sums/one-step/"]


def test_the_sitemap_knows_when_lessons_changed(course: Path) -> None:
    text = (course / "site/sitemap.xml").read_text(encoding="utf-8")
    pages = dict(re.findall(r"<loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?", text))
    assert pages[f"{SITE}pictures/charts/"] == "2024-07-01"
    assert pages[f"{SITE}glossary/"] == ""
    assert not [address for address in pages if "/sums/" in address]
    assert fromstring(text.encode()).tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"


def test_robots_find_the_sitemap(course: Path) -> None:
    assert f"Sitemap: {SITE}sitemap.xml\n" in (course / "site/robots.txt").read_text(encoding="utf-8")


def head_of(course: Path, page: str) -> dict[str, str]:
    """Give what the head of a page says by names and properties."""
    text = (course / "site" / page).read_text(encoding="utf-8").partition("</head>")[0]
    metas = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))
    return metas | dict(re.findall(r'<link rel="(canonical|alternate)"[^>]* href="([^"]+)">', text))


def test_the_head_of_a_lesson(course: Path) -> None:
    head = head_of(course, "pictures/charts/index.html")
    assert head["canonical"] == head["og:url"] == f"{SITE}pictures/charts/"
    assert head["og:title"] == head["og:image:alt"] == "Charts"
    assert head["og:description"] == head["description"] == "Figures, tables and other outputs."
    assert head["og:image"] == f"{SITE}pictures/charts/card.png"
    assert (course / "site/pictures/charts/card.png").is_file()
    assert (head["og:locale"], head["og:type"], head["twitter:card"]) == ("en_US", "article", "summary_large_image")
    assert head["alternate"] == "../../feed.xml"


def test_the_head_of_the_home_page_and_of_none(course: Path) -> None:
    head = head_of(course, "index.html")
    assert (head["og:image"], head["og:type"]) == (f"{SITE}card.png", "website")
    assert (head["og:title"], head["og:site_name"]) == ("Everything &amp; more", "Everything &amp; more")
    assert not [name for name in head_of(course, "404.html") if name.startswith("og:") or name == "canonical"]

from training import check, page

from borderfacts.notation import parse

STORY, _ = parse(
    "id: t\npublished: 2025-01-23\nkind: news\nregion: other\nA death occurred ->GB\nA1 migrant dead\n---\n"
    "[Two <men>]{A1} [drowned]{A:die} off [Dover]{A:place} & [Calais]{-}.\n"
)


def test_a_page_shows_the_words_with_their_marks_and_the_record_beside_them():
    html = page.page([STORY])
    assert '<span class="mark of-A">Two &lt;men&gt;<sub>A1</sub></span>' in html
    assert '<span class="mark none">Calais</span>' in html
    assert "Death, Dover: 2 migrants (dead)" in html
    assert "http" not in html


def test_the_marked_html_without_its_tags_is_the_text():
    marked = page.marked_html(STORY)
    bare = marked.replace("<sub>A1</sub>", "").replace("<sub>A:die</sub>", "").replace("<sub>A:place</sub>", "")
    assert bare.striptags() == STORY.text


def test_a_proposal_marks_dates_places_and_numbers_and_keeps_every_letter():
    text = "On Monday nine people crossed near Emerson [sic] at -17 °F."
    proposed = check.propose(text)
    assert proposed.text == text
    assert [text[mark.start : mark.end] for mark in proposed.marks] == ["Monday", "nine", "Emerson", "-17 °F"]


def test_the_checker_prints_problems_and_has_the_exit_status_of_a_failure(tmp_path, capsys):
    path = tmp_path / "t.marks"
    path.write_text("id: t\n---\n[Two men]{A1} drowned.\n", encoding="utf-8")
    assert check.main([str(path)]) == 1
    assert "line 3: 'Two men': 'A1': A1 has no line in the header" in capsys.readouterr().out

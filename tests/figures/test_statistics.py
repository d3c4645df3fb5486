import pytest

from borderfacts.annotations import STATISTICS


def counts(doc):
    return [(found.count.min, found.count.max) for found in STATISTICS.read(doc)]


def only(doc):
    (found,) = STATISTICS.read(doc)
    return found


FIGURES = [
    ("From January to October the route saw 91,204 irregular crossings.", 91204, "crossings"),
    ("Agents of the sector made 611 apprehensions in fiscal year 2022.", 611, "apprehensions"),
    (
        "Over the first three months of 2017 the force intercepted 1,702 people who had walked in.",
        1702,
        "interceptions",
    ),
    ("Last year 2,950 people were arrested in the strait on drug charges.", 2950, "arrests"),
    ("Since March the rescue crews have saved 412 people.", 412, "rescues"),
    ("In all of 2022 the navy turned back 77 people.", 77, "returns"),
    ("In January and February of 2023 some 140 people died on the route.", 140, "deaths"),
    ("So far this year 1,240 people have asked for asylum at the post.", 1240, "asylum claims"),
    ("Between June 2019 and May 2021 the ring moved 350 people.", 350, "people smuggled"),
    ("About 90 lorries a day cross the bridge.", 90, "vehicles"),
    ("The agency has about 7,400 employees.", 7400, "employees"),
    ("The crowd of 3,117 was the largest of the season.", 3117, "attendance"),
    ("Most of this town of 820 slept.", 820, "population"),
    ("The republic has 8.1 million inhabitants.", 8100000, "population"),
    ("They reinforce the 1,200 men who at present patrol the frontier.", 1200, "personnel"),
    ("Around a million of them are thought to live in the republic.", 1000000, "residents"),
    ("The service has 310 vacancies.", 310, "vacancies"),
    ("Agents in the Larkin Sector were assaulted 212 times in fiscal year 2021.", 212, "times"),
    ("In the West Larkin Sector 112 people have been found dead since Oct. 1.", 112, "deaths"),
    ("Between October 1, when the year began, and January 31, officers arrested 316 people.", 316, "arrests"),
    ("In fiscal year 2022, which closed on Friday, 240 people were arrested at sea.", 240, "arrests"),
    ("The agency seized 2,300 kilograms of drugs in the first ten months of 2023.", 2300, "seizures"),
    ("The force confiscated 6,400 head of cattle in 2022.", 6400, "goods"),
    ("It was the 17th such death in the canyon this year.", 17, "deaths"),
    ("The office counted 287 arrivals on Tuesday.", 287, "arrivals"),
    ("The harbour saw 1,350 people land on Sunday alone.", 1350, "arrivals"),
    ("The reception centre was built for 270.", 270, "capacity"),
    ("The city has 314 unaccompanied minors in its charge.", 314, "children"),
    ("The department went out on 27 heat calls in June.", 27, "calls"),
    ("In the week to Sunday 730 people crossed the strait.", 730, "crossings"),
    ("Since the closure only 14 people have tried to cross there.", 14, "attempts"),
    ("Some 15 migrants have died in the river this winter.", 15, "deaths"),
    ("Over the festive season the guards intercepted 4,120 people.", 4120, "interceptions"),
    ("The pass has claimed 38 lives in eight years.", 38, "deaths"),
    ("The agency has dismantled 37 networks this year.", 37, "networks"),
    ("The registry lists 1,130 missing persons.", 1130, "missing"),
    ("The daily average was 212 in March.", 212, "people"),
    ("Three camps hold 2,900 men.", 2900, "residents"),
    ("They turned away 310 passengers over Easter.", 310, "passengers"),
    ("The film sold 90,000 tickets that year.", 90000, "tickets"),
    ("The fleet carried 52,000 worshippers in 2022.", 52000, "worshippers"),
]


@pytest.mark.parametrize(("text", "count", "measure"), FIGURES)
def test_a_figure_of_a_period_or_an_area_is_found_with_its_measure(read, text, count, measure):
    found = only(read(text))
    assert (found.count.min, found.count.max, found.measure) == (count, count, measure)


@pytest.mark.parametrize("text", [text for text, _, _ in FIGURES])
def test_the_span_is_the_phrase_with_the_figure(read, text):
    span = only(read(text)).span
    assert text[span.start : span.end] == span.text
    assert any(letter.isdigit() for letter in span.text) or "million" in span.text


INCIDENTS = [
    "Nine people were intercepted on 3 February near the village.",
    "On Tuesday a boat with 86 people aboard was stopped; 12 were children.",
    "In July of last year 17 Haitians drowned when a speedboat overturned.",
    "On 24 June 2022 some 1,700 people came down from the hill and rushed the gate.",
    "Last month officers stopped a lorry and found 31 Afghans inside.",
    "In June 2022, 53 migrants died in an abandoned trailer.",
    "Three men have been charged since January.",
    "He was sentenced last year to 12 years in prison.",
    "The driver, 34, had carried 16 people in a van built for eight.",
    "The dinghy had left in March with 120 people.",
    "Since mid-February several families have been held at the bridge.",
    "The government plans to hire 500 more officers next year.",
    "Suppose that 18,000 people were to cross in 2024.",
    "About 1,500 troops will be sent to the border by Friday.",
    "Highway 75 was closed at 5:30 a.m. and the call came from 0800 555 111.",
    "The toll was 12 per cent of all crossings in 2022.",
    "The plan costs $1,300 million in fiscal year 2024.",
    "They walked 40 miles since Monday in minus 20 C.",
    "The bag held 43 pounds of cocaine.",
    "It was the third such death in the canyon this year.",
    "He had been deported 14 times since 2010.",
    "Nothing compares with 17 May 2021, when around 8,000 people entered within 36 hours.",
    "The crews, which had three launches out until daybreak, plucked 26 swimmers from the sea.",
    "They were shot in front of some 300 spectators in 2001.",
    "In November the government flew 117 people home.",
    "The governor sent 500 soldiers to the border in January.",
    "The van was built for eight.",
    "Twenty-two Afghans have been stuck on the strip since August.",
    "Over two nights in May a flotilla brought 190 people to the cove.",
    "Guards found 8,400 cigarettes in his spare wheel last week.",
    "The caravan set out in December with 6,000 people.",
    "The centre will have room for 1,200 people.",
    "",
    "🙂 \x00 ...",
]


@pytest.mark.parametrize("text", INCIDENTS)
def test_a_number_of_a_single_incident_is_no_statistic(read, text):
    assert counts(read(text)) == []


GOING_ON = [
    ("The sector logged 5,120 encounters in October, against 7,300 in the same month of 2022.", [5120, 7300]),
    (
        "In March the force stopped 887 people. Ontario accounted for 170 of those stopped, Quebec for 644.",
        [887, 170, 644],
    ),
    ("Some 700 people have come over since August, 75 of them on Wednesday alone.", [700, 75]),
    ("Guards intercepted 9,400 people from 6 October to 6 November; 3,071 of these were at the bridge.", [9400, 3071]),
    (
        "In fiscal year 2023 agents arrested 988 foreigners; over the three months after that it was 234 more.",
        [988, 234],
    ),
    ("In 2018 there were 6,100 irregular entries. In the first five months of 2023 the enclave had 31.", [6100, 31]),
    ("Since October 1 the agents have rescued 341 people. In the same period 118 were found dead.", [341, 118]),
    ("Since January it has signed 1,700 deportation orders, compared with 2,100 in all of 2022.", [1700, 2100]),
    ("Interceptions rose in October to 641, from 466 the month before.", [641, 466]),
    ("The islands took in 2,800 people in 2022, three times as many as before.", [2800]),
]


@pytest.mark.parametrize(("text", "expected"), GOING_ON)
def test_a_figure_that_goes_on_from_another_needs_no_noun(read, text, expected):
    assert counts(read(text)) == [(n, n) for n in expected]


PERIODS = [
    ("In fiscal year 2023 agents made 900 arrests in Texas.", "2022-10-01", "2023-09-30"),
    ("The FY2023 total was 900 arrests in Texas.", "2022-10-01", "2023-09-30"),
    ("Last fiscal year agents made 900 arrests in Texas.", "2022-10-01", "2023-09-30"),
    ("During the last financial year 18,100 people asked for asylum in Australia.", "2022-07-01", "2023-06-30"),
    ("From October through December agents made 900 arrests.", "2022-10", "2022-12"),
    ("Over the first three months of 2017 there were 900 arrests.", "2017-01", "2017-03"),
    ("There were 900 arrests in the last quarter of 2021.", "2021-10", "2021-12"),
    ("Since August there have been 900 arrests.", "2023-08-01", "2023-11-22"),
    ("So far this year there have been 900 arrests.", "2023-01-01", "2023-11-22"),
    ("Police made 900 arrests in October.", "2023-10", "2023-10"),
    ("From January to November 2022 police made 900 arrests.", "2022-01", "2022-11"),
    ("From October 2021 through the end of August police made 900 arrests.", "2021-10", "2022-08"),
    ("Between 1 January and 20 May, 900 people were arrested.", "2023-01-01", "2023-05-20"),
    ("In 2019 there were 900 arrests.", "2019", "2019"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_the_period_is_the_time_that_the_clause_tells(read, text, start, end):
    period = only(read(text)).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


SHIFTED = [
    ("Police made 900 arrests in October, against 700 in the same month of 2021.", "2021-10", "2021-10"),
    ("Police made 900 arrests in October, up from 700 the month before.", "2023-09", "2023-09"),
    ("In 2022 police made 900 arrests, up from 700 the year before.", "2021", "2021"),
    ("Police made 900 arrests in January and 700 the January before that.", "2022-01", "2022-01"),
    ("Since May police made 900 arrests. In the same period 700 were released.", "2023-05-01", "2023-11-22"),
]


@pytest.mark.parametrize(("text", "start", "end"), SHIFTED)
def test_a_period_that_points_back_is_worked_out_from_the_one_before(read, text, start, end):
    period = STATISTICS.read(read(text))[1].period
    assert (period.start, period.end) == (start, end)


def test_without_a_day_of_publication_an_open_period_is_not_placed(read):
    assert only(read("Since the start of August there have been 900 arrests.", published=None)).period is None


def test_a_budget_year_of_an_unknown_country_is_not_placed(read):
    assert only(read("During the last financial year 18,100 people asked for asylum in Mongolia.")).period is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In 2022 guards intercepted 1,860 people in Manitoba.", "Manitoba"),
        ("Agents made 6,070 apprehensions on the southern border in January.", "southern border"),
        ("The Del Rio Sector, which takes in Eagle Pass, recorded 393,100 encounters in 2022.", "Del Rio Sector"),
        ("There were 900 arrests in 2022.", None),
    ],
)
def test_the_place_is_the_area_as_named(read, text, place):
    assert only(read(text)).place == place


def test_more_than_the_figure_of_a_year_before_is_that_figure(read):
    text = "Guards stopped 3,100 people in 2022, which is more than the 2,400 recorded in 2021."
    assert counts(read(text)) == [(3100, 3100), (2400, 2400)]


def test_a_bound_is_kept(read):
    assert counts(read("In 2022 at least 1,910 people died on the route.")) == [(1910, None)]


@pytest.mark.parametrize(
    "text", ["1,234 people in 2022 and " * 2000, "120 of them, " * 3000, "9 " * 10000, "a" * 100000]
)
def test_a_text_without_an_end_is_read(read, text):
    for found in STATISTICS.read(read(text)):
        assert text[found.span.start : found.span.end] == found.span.text

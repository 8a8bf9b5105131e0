#include "extractors/mentions/times.h"

#include <catch2/catch.hpp>

#include "extractors/mentions/periods.h"
#include "extractors/mentions/tokens.h"

namespace newsfacts {
namespace {

Annotations Read(std::string_view text, std::string_view published) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Annotations doc;
  doc.text = text;
  doc.published = published;
  Tokenize(lexicon, &doc);
  doc.mentions = FindTimes(lexicon, doc);
  return doc;
}

// "text=value" of every mention, joined by "; ".
std::string Found(std::string_view text, std::string_view published) {
  Annotations doc = Read(text, published);
  std::string out;
  for (const Mention& m : doc.mentions) {
    if (!out.empty()) out += "; ";
    out += std::string(doc.Text(m)) + "=" + m.value;
  }
  return out;
}

}  // namespace

TEST_CASE("time expressions and their values, told on Wednesday 6 November 2019") {
  struct Row {
    std::string text, found;
  };
  const Row rows[] = {
      // Days.
      {"Velmora closed the sale on Nov. 4, 2019.", "Nov. 4, 2019=2019-11-04"},
      {"It opened on 6 November 2018 in Turin.", "6 November 2018=2018-11-06"},
      {"Filed 2019-11-06 with the court.", "2019-11-06=2019-11-06"},
      {"The board met on Monday.", "Monday=2019-11-04"},
      {"The board will meet on Monday.", "Monday=2019-11-11"},
      {"Sales began last Friday.", "last Friday=2019-11-01"},
      {"Lanterna said yesterday it grew.", "yesterday=2019-11-05"},
      {"It paid on Friday, December 14, 2018.", "Friday, December 14, 2018=2018-12-14"},
      {"Two weeks ago it grew.", "Two weeks ago=2019-W43"},
      {"The vote is due on Dec. 15.", "Dec. 15=2019-12-15"},
      {"It met on Nov. 6-8, 2018, in Turin.", "Nov. 6-8, 2018=2018-11-06/2018-11-08"},
      {"Filed 11/06/2018 and 25/12/2017.", "11/06/2018=2018-11-06; 25/12/2017=2017-12-25"},
      {"It met on 18 Sep '05 in Turin.", "18 Sep '05=2005-09-18"},
      {"June 31, 2018 is no day.", "June 31, 2018="},
      // Weeks, months, seasons, years, decades.
      {"It fell earlier this week.", "earlier this week=2019-W45"},
      {"It fell last month.", "last month=2019-10"},
      {"It was sold in December.", "December=2018-12"},
      {"It will be sold next March.", "next March=2020-03"},
      {"It was sold in January last year.", "January last year=2018-01"},
      {"Since the summer of 2017 it grew.", "the summer of 2017=2017-SU"},
      {"It was founded in 1998.", "1998=1998"},
      {"It grew in the late 1990s.", "the late 1990s=199"},
      {"By mid-2020 it will open.", "mid-2020=2020"},
      {"Ten years ago it was small.", "Ten years ago=2009"},
      // Business periods.
      {"Sales in the third quarter of 2018 fell.", "the third quarter of 2018=2018-Q3"},
      {"Third-quarter sales fell.", "Third-quarter=2019-Q3"},
      {"Sales fell in Q3.", "Q3=2019-Q3"},
      {"Sales in H1 2018 and Q2/2019 fell.", "H1 2018=2018-H1; Q2/2019=2019-Q2"},
      {"Margins in 2H 2018 fell.", "2H 2018=2018-H2"},
      {"Sales in fiscal 2018 fell.", "fiscal 2018=FY2018"},
      {"Sales in FY2018 fell.", "FY2018=FY2018"},
      {"In the first nine months of 2018 it grew.", "the first nine months of 2018=P9M"},
      {"In the year ended March 31, 2018, it grew.", "the year=P1Y; March 31, 2018=2018-03-31"},
      {"Sales in the full year fell.", "the full year=2019"},
      {"In the latest quarter sales fell.", "the latest quarter=2019-Q3"},
      {"It opened in nineteen ninety-six.", "nineteen ninety-six=1996"},
      {"It was ready for the year 2000.", "the year 2000=2000"},
      {"A 19th century mill burned.", "19th century=18"},
      {"Several years ago it was small.", "Several years ago=PAST_REF"},
      {"It landed at 08:30 UTC.", "08:30 UTC=2019-11-06T08:30Z"},
      {"It lost money in the past two quarters.", "the past two quarters=P2Q"},
      {"It rose for five trading days.", "five trading days=P5D"},
      {"It shrank for two consecutive quarters.", "two consecutive quarters=P2Q"},
      {"They lived there for 2 1/2 years.", "2 1/2 years=P2Y6M"},
      {"It took a month and a half.", "a month and a half=P1.5M"},
      {"At 0800 UTC the banks opened.", "0800 UTC=2019-11-06T08:00Z"},
      {"It fell in the nineties.", "the nineties=199"},
      {"It grew in the last quarter of 2017.", "the last quarter of 2017=2017-Q4"},
      {"Sales fell from the same month a year ago.", "the same month a year ago=2018-11"},
      {"Sales fell, against the quarter a year earlier.", "the quarter a year earlier=2018-Q3"},
      {"In the past it grew.", "the past=PAST_REF"},
      {"It will open in the near future.", "the near future=FUTURE_REF"},
      {"On March twenty-first it closed.", "March twenty-first=2019-03-21"},
      // "today" that is no day of the calendar.
      {"It has no place in today's world.", "today=PRESENT_REF"},
      {"They still live there today.", "today=PRESENT_REF"},
      {"The leaders of tomorrow met.", "tomorrow=FUTURE_REF"},
      {"It said today it grew.", "today=2019-11-06"},
      {"Today's price fell.", "Today=2019-11-06"},
      {"He wrote it for Saturday, Nov. 9: a note.", "Saturday, Nov. 9=2019-11-09"},
      {"In the first quarter of next year it starts.", "the first quarter of next year=2020-Q1"},
      {"Sales in the three months ended September fell.",
       "the three months ended September=2019-Q3"},
      {"Sales in the six months to September fell.", "the six months to September=2019-04/2019-09"},
      {"Sales in the nine months ended Sept. 30 fell.", "the nine months=P9M; Sept. 30=2019-09-30"},
      {"Sales rose in the quarter ended June 30.", "the quarter=2019-Q2; June 30=2019-06-30"},
      {"Third-quarter profit was 4 million, from 3 million a year earlier.",
       "Third-quarter=2019-Q3; a year earlier=2018-Q3"},
      {"Sales in 3Q18 and 9M/2018 fell.", "3Q18=2018-Q3; 9M/2018=2018-01/2018-09"},
      {"Q3 sales rose from those of the same quarter last year.", "Q3=2019-Q3; last year=2018-Q3"},
      {"It grew in the first quarter ended March 31, 2017.",
       "the first quarter=2017-Q1; March 31, 2017=2017-03-31"},
      {"Margins in the first half were thin.", "the first half=2019-H1"},
      // Times, durations, recurrences.
      {"It opened at 10 a.m. Tuesday.", "10 a.m. Tuesday=2019-11-05T10:00"},
      {"It closed on Tuesday night.", "Tuesday night=2019-11-05TNI"},
      {"They signed a five-year lease.", "five-year=P5Y"},
      {"It was open for three weeks.", "three weeks=P3W"},
      {"It grew over the past two years.", "the past two years=P2Y"},
      {"The group meets every Friday.", "every Friday=XXXX-WXX-5"},
      {"The group meets every other week.", "every other week=P2W"},
      {"They sang every night.", "every night=XXXX-XX-XXTNI"},
      {"Sales in 2018 Q3 and 2019-H1 fell.", "2018 Q3=2018-Q3; 2019-H1=2019-H1"},
      {"This year's summer was hot.", "This year's summer=2019-SU"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(Found(row.text, "2019-11-06") == row.found);
  }
}

TEST_CASE("the tense of the clause says whether a date is past or to come") {
  struct Row {
    std::string text, found;
  };
  const Row rows[] = {
      {"In January, the firm brought in a new head.", "January=2019-01"},
      {"A record was set in January.", "January=2019-01"},
      {"The talks are set for January.", "January=2020-01"},
      {"The dividend will be paid in February.", "February=2020-02"},
      {"It must repay the loan by February.", "February=2020-02"},
      {"The talks are supposed to end by May.", "May=2020-05"},
      {"The plans announced in January were dropped.", "January=2019-01"},
      {"The dividend is payable Jan. 2.", "Jan. 2=2020-01-02"},
      {"The stock is to resume trading Monday.", "Monday=2019-11-11"},
      {"The bank, which was founded by two brothers, will open Monday.", "Monday=2019-11-11"},
      {"It is a loan to pay off by February.", "February=2020-02"},
      {"Its aim is a sale by end March.", "end March=2020-03"},
      {"It will start next March.", "next March=2020-03"},
      {"The offer had been due to expire Friday.", "Friday=2019-11-01"},
      {"The sale of the unit, a proposed spin-off, closed Monday.", "Monday=2019-11-04"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(Found(row.text, "2019-11-06") == row.found);
  }
}

TEST_CASE("dates told from the last date told") {
  struct Row {
    std::string text, found;
  };
  const Row rows[] = {
      {"It opened on March 3. The next day it burned.",
       "March 3=2019-03-03; The next day=2019-03-04"},
      {"It was sold in January. The following month it closed.",
       "January=2019-01; The following month=2019-02"},
      {"It met on Friday, and two days later it broke up.",
       "Friday=2019-11-01; two days later=2019-11-03"},
      {"It met on Monday. The previous Friday it had not.",
       "Monday=2019-11-04; The previous Friday=2019-11-01"},
      {"It rose on Friday. The day before it fell.",
       "Friday=2019-11-01; The day before=2019-10-31"},
      // Too far away, or counted from publication.
      {"It opened on March 3. It grew. It grew more. The next day it burned.",
       "March 3=2019-03-03; The next day=2019-11-07"},
      {"It opened on March 3 and fell last month.", "March 3=2019-03-03; last month=2019-10"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(Found(row.text, "2019-11-06") == row.found);
  }
}

TEST_CASE("bare months of a history belong to the year told last") {
  std::string text =
      "The line opened in 1881. It was cut in 1884 and in 1886. In 1890 a bridge fell. It was "
      "mended in 1893. In December 1895 floods came. By January the bridge was gone. The winter "
      "was hard.";
  CHECK(Found(text, "2019-11-06").ends_with("January=1896-01; The winter=1895-WI"));
  // News of today with one old year is none.
  CHECK(Found("Founded in 1895, it said on Monday that it grew in January.", "2019-11-06") ==
        "1895=1895; Monday=2019-11-04; January=2019-01");
}

TEST_CASE("a joined code of quarter and fiscal year is one period") {
  CHECK(Found("Q4FY18 was weak.", "2018-04-28") == "Q4FY18=FY2018-Q4");
}

TEST_CASE("what looks like a time and is none") {
  const std::string rows[] = {
      "May said the plan would work.",
      "April Jonker joined the firm.",
      "Some 2,019 people came.",
      "The army sent 2000 soldiers.",
      "It paid $2000 for the stall.",
      "They march against the plan.",
      "You may leave.",
      "The sun rose over the mall.",
      "Flight 2018% is no number we know.",
      "It will call as soon as it can.",
      "The current system works.",
      "The recent sale helped.",
      "It fell soon after the sale.",
      "Anna Vane, 52 years old, runs it.",
      "It sold a quarter of the land.",
      "He spoke on This Week.",
      "Shares fell on Black Monday.",
      "A woman in her early 50s ran it.",
      "It sold 20th Century Vane films.",
      "She skated at the Winter Games.",
      "He wrote for Vane Today.",
      "The Russell 2000 fell.",
  };
  for (const std::string& row : rows) {
    INFO(row);
    CHECK(Found(row, "2019-11-06") == "");
  }
}

TEST_CASE("without a day of publication relative dates have no value") {
  CHECK(Found("It closed on Monday, as in 2011.", "") == "Monday=; 2011=2011");
  CHECK(Found("It opened last month.", "") == "last month=");
}

TEST_CASE("the records' form of a period") {
  struct Row {
    std::string text, period;
    bool calendar;
  };
  const Row rows[] = {
      {"the weekend", "2019-11-02/2019-11-03", true},
      {"Tuesday night", "2019-11-05", true},
      {"the 1980s", "198X", true},
      {"fiscal 2018", "FY2018", true},
      {"the quarter", "2019-Q3", false},
      {"the full year", "2019", false},
      {"the first nine months of 2018", "2018-01/2018-09", true},
      {"now", "", false},
      {"five years", "", false},
      {"every month", "", false},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    Annotations doc = Read("It grew in " + row.text + ".", "2019-11-06");
    REQUIRE(doc.mentions.size() == 1);
    CHECK(PeriodOf(doc.mentions[0]) == row.period);
    CHECK(IsCalendarDate(doc, doc.mentions[0]) == row.calendar);
  }
}

}  // namespace newsfacts

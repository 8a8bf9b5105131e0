#include "pipeline/clean/authors.h"

#include <algorithm>

#include "pipeline/clean/dom.h"
#include "pipeline/clean/word_list.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Beginnings of bylines, lower case. A blank or a colon follows; the longest counts.
constexpr std::string_view kBy =
    "written by|reported by|story by|posted by|published by|words by|by|ein artikel von|"
    "ein bericht von|ein gastbeitrag von|eingestellt von|geschrieben von|verfasst von|"
    "veröffentlicht von|von|autor|autorin|autoren|author|authors|écrit par|publié par|"
    "propos recueillis par|par|auteur|escrito por|publicado por|redactado por|por|autora|"
    "autores|texto|scritto da|a cura di|di|da|autore|door|geschreven door|tekst|text|"
    "skrevet av|skrevet af|av|af|skriven av|kirjoittanut|teksti|napisał|napsal|autoři|szerző|"
    "írta|yazan|yazar|автор|текст|авторы|автори|συντάκτης|του|penulis|oleh|tác giả|bài|文|撰文|"
    "作者|记者|記者|文字|글|기자";
// Of these also many a family name is made: they are cut only from a line of three words.
constexpr std::string_view kNameParts[] = {"von", "di", "da", "av", "af"};

// Parts of a byline after which no name follows any more.
constexpr std::string_view kEnds[] = {" für ",   " for ", " on ",   " pour ", " para ", " am ",
                                      " aus ",   " in ",  " from ", " at ",   " says",  " | ",
                                      " – ",     " — ",   " - ",    " (",     " <",     " @",
                                      " about ", " le ",  " el ",   " il ",   " op "};
constexpr std::string_view kSplits[] = {
    " and ", " und ", " et ", " og ", " och ", " en ",  " y ",    " e ",  " i ",  " & ",
    ", ",    ";",     " / ",  "/",    "、",    "，",    " и ",    " і ",  " ve ", " ja ",
    " és ",  " și ",  " și ", " và ", " dan ", " και ", " with ", " mit "};

// Words, lower case, that make a name a role, a desk or an agency.
constexpr std::string_view kNoPerson =
    "reporter editor editors correspondent journalist journaliste columnist contributor "
    "writer producer photographer fotograf director chief head redakteur redakteurin "
    "volontär volontärin korrespondent korrespondentin journalistin rédacteur rédactrice "
    "correspondant correspondante periodista redactor redactora corresponsal giornalista "
    "redattore redaktør reportér redakcja dziennikarz redaktion onlineredaktion redactie "
    "redaction rédaction redacción redacao redação redazione redakce redakcija szerkesztőség "
    "newsroom desk team staff admin administrator wordpressadmin webmaster editorial agency "
    "agencies agenturen agence agencia agencias agenzia press media news nachrichten online "
    "tv radio zeitung magazin magazine gmbh inc ltd llc reuters afp dpa apa sda ansa efe ntb "
    "tt stt pap čtk tass тасс риа xinhua bloomberg редакция корреспондент 編集部 编辑部 "
    "erforderlich required unknown anonymous guest gast nachrichtenagentur university "
    "institute institut foundation stiftung edited red mitarbeiter mitarbeiterin freelance "
    "freie freier special follow contact watch us live veröffentlicht published updated "
    "aktualisiert foto fotos photo photos bild übersetzt translated presse service services "
    "website blog podcast germany deutschland";
// Endings of names that are titles, and beginnings.
constexpr std::string_view kTitleEnds[] = {" 기자", "기자", " 특파원", "記者", "记者"};

template <size_t N>
bool In(std::string_view word, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Calls `see` for each word: what stands between blanks.
template <typename See>
void EachWord(std::string_view text, See see) {
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) see(text.substr(i, end - i));
    i = end + 1;
  }
}
size_t Words(std::string_view text) {
  size_t n = 0;
  EachWord(text, [&](std::string_view) { ++n; });
  return n;
}

std::string_view TrimMarks(std::string_view text) {
  constexpr std::string_view kMarks[] = {" ",  ",", ".", ";", ":", "|",  "-",  "–",
                                         "—",  "~", "•", "·", "*", "/",  "“",  "”",
                                         "\"", "»", "«", "(", ")", "：", "【", "】"};
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (std::string_view mark : kMarks) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        more = true;
      }
      // "Martin Luther King Jr."
      if (text.ends_with(mark) && !(mark == "." && text.size() > 3 && text.ends_with("r."))) {
        text.remove_suffix(mark.size());
        more = true;
      }
    }
  }
  return text;
}

// Bytes of the words that begin a byline; 0 for none.
size_t ByLength(std::string_view line) {
  std::string low = ToLower(line);
  if (low.size() != line.size()) return 0;
  static const auto* kHeads = new std::vector<std::string_view>(ListOf(kBy, '|'));
  size_t best = 0;
  for (std::string_view by : *kHeads) {
    if (!low.starts_with(by) || by.size() <= best || low.size() == by.size()) continue;
    char next = low[by.size()];
    bool wide = static_cast<unsigned char>(by[0]) >= 0xE3;  // scripts without blanks
    if (next != ' ' && next != ':' && !(wide && low.compare(by.size(), 3, "：") == 0)) continue;
    if (next == ' ' && In(by, kNameParts) && Words(line) < 3) continue;
    best = by.size();
  }
  return best;
}

// "ANN MARIE LEE" to "Ann Marie Lee", "SMITH-JONES" to "Smith-Jones"; mixed case stays.
std::string Cased(std::string_view name) {
  bool two = Words(name) > 1;
  for (size_t i = 0; i < name.size() && two;) {
    CodePoint c = CodePointAt(name, i);
    if (IsLetter(c.value) && !IsUpper(c.value)) two = false;
    i += c.length;
  }
  if (!two) return std::string(name);
  std::string out;
  bool first = true;
  for (size_t i = 0; i < name.size();) {
    CodePoint c = CodePointAt(name, i);
    std::string_view letter = name.substr(i, c.length);
    out += first ? std::string(letter) : ToLower(letter);
    first = !IsLetter(c.value) && c.value != '.';
    i += c.length;
  }
  return out;
}

bool IsAddress(std::string_view text) {
  for (std::string_view part : {"://", "www.", ".com", ".de", ".net", ".org", ".co", ".info"}) {
    if (text.find(part) != std::string_view::npos) return true;
  }
  return false;
}

bool IsName(std::string_view name) {
  if (name.size() < 3 || name.size() > 60 || Words(name) > 5) return false;
  if (name.find_first_of("0123456789@_<>=?!{}[]#") != std::string_view::npos) return false;
  if (IsAddress(name)) return false;
  static const auto* kWords = new std::unordered_set<std::string_view>(SetOf(kNoPerson, ' '));
  bool person = true;
  EachWord(name, [&](std::string_view word) {
    if (kWords->contains(ToLower(TrimMarks(word)))) person = false;
  });
  if (!person) return false;
  bool one = Words(name) == 1;
  size_t upper = 0, lower = 0;
  for (size_t i = 0; i < name.size();) {
    CodePoint c = CodePointAt(name, i);
    if (IsLetter(c.value)) ++(IsUpper(c.value) ? upper : lower);
    i += c.length;
  }
  if (upper + lower < 2) return false;
  // Initials, agencies, and the names of pages: "amw", "AFP", "ann-lee".
  bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return c >= 0; });
  if (one && ascii && upper == 0 && (name.size() < 5 || name.find('-') != std::string_view::npos)) {
    return false;
  }
  return !(one && ascii && lower == 0 && name.size() < 6);
}

void AddName(std::string_view part, std::vector<std::string>& authors) {
  for (std::string_view end : kEnds) {
    size_t at = part.find(end);
    if (at != std::string_view::npos && at > 0) part = part.substr(0, at);
  }
  part = part.substr(0, part.find_first_of("0123456789"));
  part = TrimMarks(part.substr(0, part.find("•")));
  if (size_t by = ByLength(part); by > 0) part = TrimMarks(part.substr(by));
  for (std::string_view end : kTitleEnds) {
    if (part.ends_with(end) && part.size() > end.size()) part.remove_suffix(end.size());
  }
  part = TrimMarks(part);
  if (!IsName(part)) return;
  std::string name = Cased(part);
  bool known = std::any_of(authors.begin(), authors.end(),
                           [&](const std::string& a) { return ToLower(a) == ToLower(name); });
  if (!known) authors.push_back(std::move(name));
}

}  // namespace

void AddAuthors(std::string_view line, std::vector<std::string>& authors) {
  std::string text = Collapsed(line);
  if (text.size() > 400 || text.starts_with("http") || text.starts_with("www.")) return;
  std::string_view rest = TrimMarks(text);
  if (size_t by = ByLength(rest); by > 0) rest = rest.substr(by);
  for (;;) {
    size_t at = std::string_view::npos, length = 0;
    const std::string low = LowerAscii(rest);
    for (std::string_view split : kSplits) {
      size_t found = low.find(split);
      if (found < at) {
        at = found;
        length = split.size();
      }
    }
    if (IsAddress(rest.substr(0, at))) return;  // and where it is at home
    AddName(rest.substr(0, at), authors);
    if (at == std::string_view::npos) return;
    rest.remove_prefix(at + length);
  }
}

bool IsByline(std::string_view line) {
  if (line.size() > 120) return false;
  size_t by = ByLength(line);
  if (by == 0) return false;
  std::string_view rest = TrimMarks(line.substr(by));
  CodePoint first = rest.empty() ? CodePoint{0, 1} : CodePointAt(rest, 0);
  return IsUpper(first.value) || first.value >= 0x3000;
}

}  // namespace newsfacts

#include "design/brief/markdown.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/brief/abbreviations.h"
#include "design/brief/syntax/syntax.h"

namespace mimar::design::brief {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

struct Piece {  // a run of text and where each line of it starts
  std::string text;
  std::vector<std::pair<std::size_t, SourceSpan>> starts;  // offset in `text`, place in the file
};

// Removes emphasis, code marks, links and images; blanks are kept so that columns stay near.
std::string without_marks(std::string_view line) {
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const char before = i > 0 ? line[i - 1] : ' ', after = i + 1 < line.size() ? line[i + 1] : ' ';
    if (c == '\\' && i + 1 < line.size() &&
        std::string_view("*_`#[]()|-").find(after) != std::string_view::npos) {
      result += after;
      ++i;
      continue;
    }
    if (c == '`') continue;
    if (c == '*' && !(before == ' ' && after == ' ') && before != '.' &&
        !(is_digit(before) && is_digit(after)))
      continue;
    if (c == '_' && (before == ' ' || after == ' ' || i == 0 || i + 1 == line.size() ||
                     before == '_' || after == '_' || after == ',' || after == '.'))
      continue;
    if (c == '~' && (after == '~' || before == '~')) continue;
    if (c == '!' && after == '[') continue;
    if (c == '[') {
      const std::size_t close = line.find(']', i);
      if (close != std::string_view::npos && close + 1 < line.size() && line[close + 1] == '(') {
        const std::size_t end = line.find(')', close);
        if (end != std::string_view::npos) {
          result += line.substr(i + 1, close - i - 1);
          i = end;
          continue;
        }
      }
      if (close == i + 2 && (after == ' ' || after == 'x' || after == 'X')) {  // a task box
        i = close;
        continue;
      }
    }
    if (c == '<' && (after == '/' || (after >= 'a' && after <= 'z'))) {
      const std::size_t close = line.find('>', i);
      if (close != std::string_view::npos && close - i < 60) {
        i = close;
        continue;
      }
    }
    result += c;
  }
  return std::string(text::trim(result));
}

// Whether the full stop at `at` ends a sentence.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return false;
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ')' || text[next] == '"'))
    ++next;
  if (next == text.size()) return true;
  if (text[next] != ' ' && text[next] != '\n') return false;
  if (text[at] != '.') return true;
  if (at > 0 && text[at - 1] == '.') return false;
  std::size_t start = at;
  while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '(' && text[start - 1] != '\n')
    --start;
  const std::string word = text::lower(text.substr(start, at - start));
  static constexpr std::array<std::string_view, 28> abbreviations{
      "e.g", "i.e", "eg",   "ie",  "etc", "vs", "approx", "incl", "excl", "max",
      "min", "dr",  "mr",   "mrs", "ms",  "st", "cf",     "resp", "ca",   "avg",
      "sec", "fig", "dept", "inc", "ltd", "co", "esp",    "prof"};
  const bool abbreviation = std::ranges::find(abbreviations, word) != abbreviations.end();
  std::size_t letter = next;
  while (letter < text.size() && text[letter] == ' ')
    ++letter;
  const bool small = letter < text.size() && ((text[letter] >= 'a' && text[letter] <= 'z') ||
                                              text[letter] == '(' || text[letter] == ',');
  if (small && is_abbreviation(word)) return false;
  // "ca. 2 million", "the ep. is"
  const bool figure = letter < text.size() && is_digit(text[letter]);
  if (figure && (word == "ca" || word == "approx" || word == "max" || word == "min" ||
                 word == "no" || word == "nr" || word == "avg"))
    return false;
  if (small && !word.empty() && word.size() <= 3 && text[letter] != '(' && !is_english(word))
    return false;
  const bool capital = letter < text.size() &&
                       (is_upper(text[letter]) || is_digit(text[letter]) || text[letter] == '"');
  if (abbreviation) {
    const bool always = word == "e.g" || word == "i.e" || word == "dr" || word == "mr" ||
                        word == "mrs" || word == "vs" || word == "approx" || word == "cf";
    return capital && !always;
  }
  if (word.size() == 1 && !is_digit(word[0]) && word != "a")
    return capital && word != "i" ? letter >= text.size() || word.size() != 1 || capital : true;
  return true;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : file_(file), lines_(text::lines(text)) {
    std::size_t offset = 0;
    for (const std::string_view line : lines_) {
      offsets_.push_back(static_cast<std::size_t>(line.data() - text.data()));
      offset += line.size();
    }
  }

  std::vector<Passage> run() {
    for (at_ = 0; at_ < lines_.size(); ++at_)
      line();
    flush();
    connect_lists();
    return std::move(passages_);
  }

 private:
  SourceSpan place(std::size_t line, std::size_t column, std::size_t length) const {
    return {file_, static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(column + 1),
            static_cast<std::uint32_t>(offsets_[line] + column),
            static_cast<std::uint32_t>(length)};
  }

  void line() {
    std::string_view raw = lines_[at_];
    std::size_t indent = 0;
    while (indent < raw.size() && (raw[indent] == ' ' || raw[indent] == '\t'))
      ++indent;
    const std::string_view body = text::trim(raw);
    if (body.starts_with("```") || body.starts_with("~~~")) return fenced(body.substr(0, 3));
    if (at_ == 0 && body == "---") return front_matter();
    if (body.empty()) return flush();
    if (body.starts_with("<!--")) return comment();
    if (body.starts_with(">")) return remark_line();
    if (body.starts_with("#") && body.find_first_not_of('#') != std::string_view::npos &&
        body[body.find_first_not_of('#')] == ' ') {
      return heading(body, indent);
    }
    if (is_bold_line(body)) return bold_heading(body, indent);
    if (is_rule(body)) return underline(body);
    if (is_table_line()) return table();
    if (const std::size_t mark = bullet_mark(body); mark > 0) return bullet(body, indent, mark);
    if (pending_.text.empty()) {
      pending_bullet_ = false;
      pending_level_ = 0;
    }
    append(body, indent);
  }

  static bool is_rule(std::string_view body) {
    if (body.size() < 3 || (body[0] != '-' && body[0] != '=' && body[0] != '*' && body[0] != '_'))
      return false;
    return std::ranges::all_of(body, [&](char c) { return c == body[0] || c == ' '; });
  }

  // A line of = or - below a paragraph makes it a heading (setext).
  void underline(std::string_view body) {
    if (!pending_.text.empty() && !pending_bullet_ && (body[0] == '=' || body[0] == '-')) {
      Passage passage;
      passage.kind = Passage::Kind::heading;
      passage.text = pending_.text;
      passage.where = pending_.starts.front().second;
      passage.level = body[0] == '=' ? 1 : 2;
      pending_ = {};
      open_heading(std::move(passage));
      return;
    }
    flush();
  }

  void remark(std::size_t line, std::string_view text) {
    Passage passage;
    passage.kind = Passage::Kind::remark;
    passage.text = std::string(text);
    passage.where = place(line, 0, text.size());
    passage.heading = heading_;
    passages_.push_back(std::move(passage));
  }

  void remark_line() {
    flush();
    remark(at_, text::trim(lines_[at_]));
  }

  void fenced(std::string_view fence) {
    flush();
    const std::size_t start = at_;
    std::string all(text::trim(lines_[at_]));
    while (++at_ < lines_.size()) {
      all += "\n" + std::string(lines_[at_]);
      if (text::trim(lines_[at_]).starts_with(fence)) break;
    }
    remark(start, all);
  }

  void front_matter() {
    const std::size_t start = at_;
    std::size_t end = at_ + 1;
    while (end < lines_.size() && text::trim(lines_[end]) != "---")
      ++end;
    if (end == lines_.size()) return;
    at_ = end;
    remark(start, "---");
  }

  void comment() {
    flush();
    const std::size_t start = at_;
    while (at_ < lines_.size() && lines_[at_].find("-->") == std::string_view::npos)
      ++at_;
    remark(start, text::trim(lines_[start]));
  }

  void heading(std::string_view body, std::size_t indent) {
    flush();
    Passage passage;
    passage.kind = Passage::Kind::heading;
    passage.level = static_cast<int>(body.find_first_not_of('#'));
    std::string_view title = text::trim(body.substr(static_cast<std::size_t>(passage.level)));
    while (title.ends_with('#'))
      title = text::trim(title.substr(0, title.size() - 1));
    passage.text = without_marks(title);
    passage.where = place(at_, indent, body.size());
    open_heading(std::move(passage));
  }

  // "**Orders**" alone on its line: a heading that is not marked as one.
  bool is_bold_line(std::string_view body) const {
    if (!pending_.text.empty() || body.size() < 5 || body.size() > 60) return false;
    if (body.ends_with(':')) body.remove_suffix(1);
    const std::string_view mark = body.substr(0, 2);
    if ((mark != "**" && mark != "__") || !body.ends_with(mark)) return false;
    const std::string_view inner = body.substr(2, body.size() - 4);
    return inner.find(mark) == std::string_view::npos && !inner.ends_with('.') &&
           !inner.ends_with('?') && !inner.ends_with('!') && !inner.empty();
  }

  void bold_heading(std::string_view body, std::size_t indent) {
    Passage passage;
    passage.kind = Passage::Kind::heading;
    passage.level = 6;
    std::string title = without_marks(body);
    if (title.ends_with(':')) title.pop_back();
    passage.text = title;
    passage.where = place(at_, indent, body.size());
    open_heading(std::move(passage));
  }

  void open_heading(Passage passage) {
    heading_ = passage.text;
    passage.heading = heading_;
    passages_.push_back(std::move(passage));
  }

  static std::size_t bullet_mark(std::string_view body) {
    if (body.size() > 1 && (body[0] == '-' || body[0] == '*' || body[0] == '+') && body[1] == ' ')
      return 2;
    if (body.starts_with("\u2022")) return 3;
    if (body.starts_with("\u2013 ")) return 4;
    std::size_t digits = 0;
    while (digits < body.size() && is_digit(body[digits]))
      ++digits;
    if (digits > 0 && digits < 4 && digits + 1 < body.size() &&
        (body[digits] == '.' || body[digits] == ')') && body[digits + 1] == ' ') {
      return digits + 2;
    }
    if (body.size() > 2 && body[0] >= 'a' && body[0] <= 'z' && body[1] == ')' && body[2] == ' ')
      return 3;
    return 0;
  }

  void bullet(std::string_view body, std::size_t indent, std::size_t mark) {
    flush();
    pending_bullet_ = true;
    pending_level_ = static_cast<int>(indent) + 1;
    append(text::trim(body.substr(mark)), indent + mark);
  }

  void append(std::string_view body, std::size_t column) {
    if (!pending_.text.empty()) pending_.text += ' ';
    pending_.starts.emplace_back(pending_.text.size(), place(at_, column, body.size()));
    pending_.text += without_marks(body);
  }

  bool is_table_line() const {
    const std::string_view body = text::trim(lines_[at_]);
    if (body.find('|') == std::string_view::npos) return false;
    if (at_ + 1 >= lines_.size()) return false;
    const std::string_view next = text::trim(lines_[at_ + 1]);
    return next.find('-') != std::string_view::npos && next.find('|') != std::string_view::npos &&
           next.find_first_not_of("|-: ") == std::string_view::npos;
  }

  static std::vector<std::string> cells(std::string_view line) {
    line = text::trim(line);
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    std::vector<std::string> result;
    for (const std::string_view cell : text::split(line, '|'))
      result.push_back(without_marks(text::trim(cell)));
    return result;
  }

  void table() {
    const std::string lead = pending_lead();
    flush();
    const std::vector<std::string> header = cells(lines_[at_]);
    remark(at_, text::trim(lines_[at_]));
    for (at_ += 2; at_ < lines_.size() && lines_[at_].find('|') != std::string_view::npos; ++at_) {
      Passage passage;
      passage.kind = Passage::Kind::table_row;
      passage.header = header;
      passage.cells = cells(lines_[at_]);
      passage.text = text::join(passage.cells, " | ");
      passage.where = place(at_, 0, lines_[at_].size());
      passage.heading = heading_;
      passage.lead = lead;
      passages_.push_back(std::move(passage));
    }
    --at_;
  }

  // The paragraph just above, when it ends in a colon.
  std::string pending_lead() const {
    return pending_.text.ends_with(':') ? pending_.text.substr(0, pending_.text.size() - 1) : "";
  }

  SourceSpan locate(std::size_t offset) const {
    auto found = pending_.starts.front();
    for (const auto& start : pending_.starts) {
      if (start.first <= offset) found = start;
    }
    found.second.column += static_cast<std::uint32_t>(offset - found.first);
    found.second.offset += static_cast<std::uint32_t>(offset - found.first);
    return found.second;
  }

  void flush() {
    if (pending_.text.empty()) return;
    const std::string whole = pending_.text;
    std::size_t start = 0;
    int depth = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      if (whole[i] == '(') ++depth;
      if (whole[i] == ')' && depth > 0) --depth;
      if (depth > 0 || !ends_sentence(whole, i)) continue;
      emit(whole, start, i + 1);
      start = i + 1;
    }
    emit(whole, start, whole.size());
    pending_ = {};
  }

  void emit(const std::string& whole, std::size_t from, std::size_t to) {
    while (from < to && whole[from] == ' ')
      ++from;
    if (from >= to) return;
    Passage passage;
    passage.text = std::string(text::trim(std::string_view(whole).substr(from, to - from)));
    passage.where = locate(from);
    passage.where.length = static_cast<std::uint32_t>(passage.text.size());
    passage.bullet = pending_bullet_;
    passage.level = pending_level_;
    passage.heading = heading_;
    passages_.push_back(std::move(passage));
  }

  // Bullets below a line that ends in a colon, or below a shorter indented bullet, continue it.
  void connect_lists() {
    std::vector<std::pair<int, std::string>> open;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      Passage& passage = passages_[i];
      const bool colon = passage.text.ends_with(':');
      const std::string text =
          colon ? passage.text.substr(0, passage.text.size() - 1) : passage.text;
      if (passage.kind == Passage::Kind::heading ||
          (passage.kind == Passage::Kind::sentence && !passage.bullet)) {
        open.clear();
      }
      if (passage.kind != Passage::Kind::sentence) continue;
      while (!open.empty() && passage.bullet && open.back().first >= passage.level)
        open.pop_back();
      if (passage.bullet && !open.empty()) passage.lead = open.back().second;
      const bool deeper = i + 1 < passages_.size() && passages_[i + 1].bullet && passage.bullet &&
                          passages_[i + 1].level > passage.level;
      passage.opens_list = deeper || (colon && i + 1 < passages_.size() && passages_[i + 1].bullet);
      if (passage.opens_list) open.emplace_back(passage.bullet ? passage.level : 0, text);
    }
  }

  std::string file_;
  std::vector<std::string_view> lines_;
  std::vector<std::size_t> offsets_;
  std::size_t at_ = 0;
  std::string heading_;
  Piece pending_;
  bool pending_bullet_ = false;
  int pending_level_ = 0;
  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> read_markdown(std::string_view text, const std::string& file) {
  return Reader(text, file).run();
}

}  // namespace mimar::design::brief

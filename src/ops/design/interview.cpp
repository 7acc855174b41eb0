#include "ops/design/interview.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "design/brief/brief.h"

namespace mimar::ops::designing {
namespace {

using design::Sentence;

constexpr int most_attempts = 3;

bool is_open(const Sentence& sentence) {
  return sentence.outcome == Sentence::Outcome::partly ||
         sentence.outcome == Sentence::Outcome::not_understood;
}

std::size_t count_open(const design::Brief& brief) {
  return static_cast<std::size_t>(
      std::count_if(brief.sentences.begin(), brief.sentences.end(), is_open));
}

// Where the sentence stands in the text; npos when it cannot be told.
std::size_t place_of(const std::string& markdown, const Sentence& sentence) {
  std::size_t start = 0;
  for (std::uint32_t line = 1; line < sentence.where.line && start != std::string::npos; ++line) {
    start = markdown.find('\n', start);
    if (start != std::string::npos) ++start;
  }
  if (start == std::string::npos) return start;
  return markdown.find(sentence.text, start);
}

// In the place of the old sentence, or below the whole where markdown stands between its words.
std::string replaced(const std::string& markdown, const Sentence& sentence, const std::string& with,
                     bool quoted) {
  const std::size_t at = place_of(markdown, sentence);
  std::string result = markdown;
  if (at != std::string::npos) {
    result.replace(at, sentence.text.size(), quoted ? "\n\n> " + with + "\n\n" : with);
    return result;
  }
  if (!result.ends_with('\n')) result += '\n';
  return result + '\n' + (quoted ? "> " : "") + with + '\n';
}

class Asking {
 public:
  Asking(std::string markdown, const std::string& file, world::World& world)
      : file_(file), world_(world) {
    result_.markdown = std::move(markdown);
  }

  Result<Interview> run() {
    while (true) {
      auto brief = design::read_brief(result_.markdown, file_);
      if (!brief) return fail(brief.error());
      result_.open = count_open(*brief);
      const auto next = std::find_if(
          brief->sentences.begin(), brief->sentences.end(), [&](const Sentence& sentence) {
            return is_open(sentence) && passed_.count(sentence.text) == 0;
          });
      if (next == brief->sentences.end() || ended_) return std::move(result_);
      if (auto asked = ask(*next); !asked) return fail(asked.error());
    }
  }

 private:
  Result<void> ask(const Sentence& sentence) {
    std::string question = question_of(sentence);
    for (int attempt = 0; attempt < most_attempts && !ended_; ++attempt) {
      const auto answer = world_.ask(question + "\n> ");
      if (!answer) return fail(answer.error());
      const std::string said(*answer ? text::trim(**answer) : std::string_view());
      ended_ = !answer->has_value();
      if (said.empty()) break;
      if (said == "-") return leave_out(sentence), Result<void>();
      const auto trouble = take(sentence, said);
      if (!trouble) return fail(trouble.error());
      if (trouble->empty()) return {};
      question = *trouble;
    }
    passed_.insert(sentence.text);
    return {};
  }

  static std::string question_of(const Sentence& sentence) {
    std::string question =
        fmt::format("\n{}:{}: «{}»\n", sentence.where.file, sentence.where.line, sentence.text);
    for (const std::string& restated : sentence.restated)
      question += "  understood of it: " + restated + '\n';
    question += sentence.question.empty() ? "This is not understood." : sentence.question;
    return question + "\nSay it as a sentence; - leaves it out, an empty line leaves it open.";
  }

  void leave_out(const Sentence& sentence) {
    const std::string before = result_.markdown;
    result_.markdown = replaced(before, sentence, sentence.text, true);
    passed_.insert(sentence.text);
    ++result_.left_out;
  }

  // "" when it is taken, else what to ask next: an answer that leaves as much open is no answer.
  Result<std::string> take(const Sentence& sentence, std::string said) {
    if (!said.ends_with('.')) said += '.';
    std::string whole = text::join(sentence.restated, " ");
    whole += (whole.empty() ? "" : " ") + said;
    std::string markdown = replaced(result_.markdown, sentence, whole, false);
    const auto brief = design::read_brief(markdown, file_);
    if (!brief) return "That cannot be read: " + brief.error().message;
    if (count_open(*brief) >= result_.open) return "That is not understood either: «" + said + "»";
    result_.markdown = std::move(markdown);
    ++result_.answered;
    return std::string();
  }

  const std::string& file_;
  world::World& world_;
  Interview result_;
  std::set<std::string> passed_;
  bool ended_ = false;
};

}  // namespace

Result<Interview> interview(std::string markdown, const std::string& file, world::World& world) {
  return Asking(std::move(markdown), file, world).run();
}

}  // namespace mimar::ops::designing

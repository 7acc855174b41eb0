#pragma once
// What every operation returns, and its renderings. JSON is one stable shape for all operations
// (docs/report.schema.json): operation, version, inputs, payload, findings[], evidence[], notes[].

#include <map>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/finding.h"

namespace mimar::report {

struct Input {
  std::string path, digest;
};

struct File {
  std::string path;  // relative to the output folder
  std::string content;
};

// A rule that findings refer to by id.
struct Rule {
  std::string id, title, documentation;  // documentation: markdown
  evidence::Severity severity = evidence::Severity::warning;
};

struct Report {
  std::string operation;
  std::vector<Input> inputs;
  // The operation's own result, twice: for programs and for people.
  std::string payload_json = "null";
  std::string payload_text;      // terminal; the artefact itself for emit and erd
  std::string payload_markdown;  // empty: payload_text in a code block
  std::vector<evidence::Finding> findings;
  std::vector<Rule> rules;  // those that were asked, sorted by id
  std::map<std::string, std::string>
      sources;  // path -> text, for the excerpt below a finding; may be empty
  std::vector<evidence::Evidence> evidence;
  std::vector<std::string> notes;  // what was passed over or not seen, a sentence each
  std::vector<File> files;         // written below --out
  bool out_is_read = false;        // --out names what was looked at: nothing is written
  bool proof_requested = false;    // --verify, --prove: the exit code is the proof's
  bool artefact = false;     // text output is payload_text alone (emit, erd): nothing around it
  bool differences = false;  // diff found some
};

enum class Format : std::uint8_t { text, markdown, json, sarif };

// `colour`: ANSI colours in text format. Every rendering ends with a newline, or is empty.
std::string render(const Report& report, Format format, bool colour = false);

// 0 nothing to report, 1 findings / differences / refuted, 3 could not verify. When a proof was
// requested the code is the proof's alone: 0 every claim confirmed, 1 one refuted, 3 one could not
// be checked or nothing was.
int exit_code(const Report& report);

}  // namespace mimar::report

#pragma once
// What every operation returns, and its renderings. JSON is one stable shape for all operations
// (docs/report.schema.json): operation, version, inputs, payload, findings[], evidence[], notes[].

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

struct Report {
  std::string operation;
  std::vector<Input> inputs;
  // The operation's own result, twice: for programs and for people.
  std::string payload_json = "null";
  std::string payload_text;      // terminal; the artefact itself for emit and erd
  std::string payload_markdown;  // empty: payload_text in a code block
  std::vector<evidence::Finding> findings;
  std::vector<evidence::Evidence> evidence;
  std::vector<std::string> notes;  // what was passed over or not seen, a sentence each
  std::vector<File> files;         // written below --out
  bool proof_requested = false;    // --verify, --prove: the exit code is the proof's
  bool artefact = false;           // text output is payload_text alone (emit, erd): nothing around it
  bool differences = false;        // diff found some
};

enum class Format : std::uint8_t { text, markdown, json, sarif };

// `colour`: ANSI colours in text format. `sources` are consulted for the excerpt below a finding (may be empty).
std::string render(const Report& report, Format format, bool colour = false);

// 0 nothing to report, 1 findings / differences / refuted, 3 could not verify.
int exit_code(const Report& report);

}  // namespace mimar::report

#pragma once
// The subset of JSON Schema 2020-12 that docs/report.schema.json uses. A keyword it does not know
// is a violation, so that a schema can never ask for something nobody checks.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::support {

// "/findings/0/line: expected integer", one per violation; empty when the document is valid.
std::vector<std::string> violations(std::string_view schema, std::string_view document);

}  // namespace mimar::support

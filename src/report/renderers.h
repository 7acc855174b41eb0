#pragma once
// One rendering per file; report.cpp chooses. Pure.

#include <string>

#include "report/report.h"

namespace mimar::report {

std::string render_text(const Report& report, bool colour);
std::string render_markdown(const Report& report);
std::string render_json(const Report& report);
std::string render_sarif(const Report& report);

// "file:line:column" as far as it is known.
std::string place(const SourceSpan& where);
// "2 blocking, 1 warning, 3 notes", or "no findings".
std::string count_by_severity(const std::vector<evidence::Finding>& findings);

}  // namespace mimar::report

#pragma once
// Small pieces of markdown that the sections share.

#include <string>
#include <string_view>
#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect::markdown {

std::string row(const std::vector<std::string>& cells);     // "| a | b |\n", pipes escaped
std::string header(const std::vector<std::string>& cells);  // the row and the line below it
std::string bullets(const std::vector<std::string>& items);
std::string code(std::string_view text, std::string_view language = "");  // fenced
std::string milliseconds(double ms);  // "0.04 ms", "12 ms", "1.3 s"
std::string factor(double ratio);     // "3.4x"

// "E4" when this claim is part of the evidence, "" otherwise.
std::string evidence_label(const Architecture& architecture, const evidence::Evidence& evidence);

// The findings whose rule is one of `ids` ("*" for all others that no section claims), as bullets.
std::string findings(const Architecture& architecture, const std::vector<std::string_view>& ids);

}  // namespace mimar::ops::architect::markdown

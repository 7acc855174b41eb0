#pragma once
// Tables of attributes: | field | type | notes |.

#include <string>
#include <vector>

#include "design/brief/markdown.h"
#include "design/brief/sentences.h"

namespace mimar::design::brief {

bool is_attribute_table(const std::vector<std::string>& header);
ReadSentence read_row(const Passage& passage, const Vocabulary& vocabulary,
                      const std::string& heading, std::string& topic);

}  // namespace mimar::design::brief

#pragma once
// What the comparison of two readings says for a claim.

#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "model/compare.h"
#include "read/source.h"
#include "scratch/scratch.h"

namespace mimar::verify {

// A claim about a source, and the command that shows it again.
evidence::Evidence claim(std::string sentence, const read::Reading& reading,
                         const scratch::Scratch& scratch);
void observe(evidence::Evidence& item, evidence::Witness witness, std::string what,
             std::string output);

// Verdict and observations of a comparison with `live`; `opaques` says how those were compared.
void record(evidence::Evidence& item, const model::Comparison& comparison,
            const model::Database& live, std::string_view opaques);
// Differences of a reading that says itself what it did not follow refute nothing.
void excuse(evidence::Evidence& item, const model::Database& reading);
// What the server did not get to see of the source it cannot speak for. `left_out`: a sentence each.
void not_executed(evidence::Evidence& item, const std::vector<std::string>& left_out);
void record_refusal(evidence::Evidence& item, evidence::Verdict verdict, std::string what,
                    const Error& error);

std::string told(const Error& error);
std::string told(const model::Difference& difference);
std::string told(const std::vector<model::Difference>& differences);  // the first ten

}  // namespace mimar::verify

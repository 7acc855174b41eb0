#pragma once
// Relationships as the sentences say them, put together: which sentences speak of the same one, and
// how many there are on each side.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "design/brief/merge.h"

namespace mimar::design::brief {

struct RelationState {
  Many objects, subjects;
  std::uint32_t objects_line = 0, subjects_line = 0;
  std::string subject, object, stem, verb, subject_role, object_role;
  Reach reach = Reach::has;
  bool passive = false, acyclic = false, ordered = false, exclusive = false;
  std::vector<std::string> limits;  // numbers that no table holds, for people
  std::uint32_t assumed_line = 0;   // where one object was read of a plural; 0: nowhere
  std::string alternatives, through;
  Said said;
};

class RelationMerger {
 public:
  // What contradicts what was said before is put into `contradictions`.
  void add(const RelationFact& fact, const SaidFact& now, std::vector<std::string>& contradictions);
  // What was decided without being told is put into `remarks`.
  std::vector<Relationship> settle(std::vector<std::string>& remarks) const;

 private:
  bool related_elsewhere(const RelationState& state) const;

  std::vector<RelationState> relations_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> pairs_;
};

}  // namespace mimar::design::brief

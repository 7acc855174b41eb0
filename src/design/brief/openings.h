#pragma once
// How a sentence begins: words that say nothing about a database, user stories, talk, and other
// languages.

#include "design/brief/phrases.h"

namespace mimar::design::brief {

void skip_opening(Cursor& cursor);
// "As a customer, I want to see my orders so that ...": "a customer can see their orders".
void read_story(Tokens& tokens);
bool is_foreign(const Tokens& tokens);
// About the brief or the people, not about what is kept.
bool is_talk(const Tokens& tokens);

}  // namespace mimar::design::brief

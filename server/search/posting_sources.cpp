// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/posting_sources.h"

#include <algorithm>
#include <cmath>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// The clock is looked at once in so many documents: reading it costs as much as some documents do.
constexpr unsigned kStepsPerLook = 128;
constexpr double kSecondsPerDay = 86'400;

}  // namespace

void TimeLimitSource::init(const Xapian::Database& database) {
  documents_ = database.get_doccount();
  last_ = database.get_lastdocid();
  at_ = 0;
  steps_ = 0;
}

void TimeLimitSource::look_at_clock() {
  if (steps_++ % kStepsPerLook != 0) return;
  if (std::chrono::steady_clock::now() >= limit_.end) limit_.is_over = true;
}

void TimeLimitSource::next(double) {
  ++at_;
  look_at_clock();
}

void TimeLimitSource::skip_to(Xapian::docid document, double) {
  at_ = std::max(at_, document);
  look_at_clock();
}

bool TimeLimitSource::check(Xapian::docid document, double min_weight) {
  skip_to(document, min_weight);
  return true;
}

void SampleSource::init(const Xapian::Database& database) {
  documents_ = database.get_doccount();
  last_ = database.get_lastdocid();
  at_ = 0;
}

void SampleSource::next(double min_weight) { skip_to(at_ + 1, min_weight); }

void SampleSource::skip_to(Xapian::docid document, double) {
  at_ = std::max(at_, document);
  if (is_in(at_, stride_)) return;
  const Xapian::docid block = at_ / kBlock;
  at_ = (block / stride_ + 1) * stride_ * kBlock;
}

FreshnessSource::FreshnessSource(double half_life, double now, double bonus)
    : ValuePostingSource(index::kPublishedSlot), half_life_(half_life), now_(now), bonus_(bonus) {}

void FreshnessSource::init(const Xapian::Database& database) {
  ValuePostingSource::init(database);
  set_maxweight(bonus_);
}

double FreshnessSource::get_weight() const {
  const double age = std::max(0.0, now_ - Xapian::sortable_unserialise(get_value()));
  return bonus_ * std::exp2(-age / (half_life_ * kSecondsPerDay));
}

}  // namespace fihrist::search

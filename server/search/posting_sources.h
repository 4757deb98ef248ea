// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a match is steered by from within: its time, its sample, and the age of articles.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace fihrist::search {

// When a query has to be answered, and whether it was not.
struct TimeLimit {
  std::chrono::steady_clock::time_point end;
  bool is_over = false;
};

// Every document until the time is over, and none from then on: a match that is filtered by it ends
// with what it has seen. (Enquire::set_time_limit ends only the counting behind the page.)
class TimeLimitSource : public Xapian::PostingSource {
 public:
  // `limit` must outlive every match.
  explicit TimeLimitSource(TimeLimit& limit) : limit_(limit) {}

  void init(const Xapian::Database& database) override;
  // All: so that Xapian knows that nothing is lost by it.
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool check(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return limit_.is_over || at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  Xapian::PostingSource* clone() const override { return new TimeLimitSource(limit_); }

 private:
  void look_at_clock();

  TimeLimit& limit_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  unsigned steps_ = 0;
};

// Every document of one block in `stride`. The stride may grow while a match goes on.
class SampleSource : public Xapian::PostingSource {
 public:
  static constexpr Xapian::docid kBlock = 64;  // neighbours are of one day: blocks, not documents

  // `stride` is a power of two, and must outlive every match.
  explicit SampleSource(const Xapian::docid& stride) : stride_(stride) {}

  static bool is_in(Xapian::docid document, Xapian::docid stride) {
    return (document / kBlock) % stride == 0;
  }

  void init(const Xapian::Database& database) override;
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  Xapian::PostingSource* clone() const override { return new SampleSource(stride_); }

 private:
  const Xapian::docid& stride_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

// A bonus for articles by their age, which halves every `half_life` days before `now`.
class FreshnessSource : public Xapian::ValuePostingSource {
 public:
  // `now` in seconds since 1970; articles of later moments count as of now.
  FreshnessSource(double half_life, double now, double bonus);

  void init(const Xapian::Database& database) override;
  double get_weight() const override;
  Xapian::PostingSource* clone() const override {
    return new FreshnessSource(half_life_, now_, bonus_);
  }

 private:
  double half_life_;  // days
  double now_;
  double bonus_;
};

}  // namespace fihrist::search

//! A stable merge sort, from the bottom up, that asks for one comparison after the other. It ends in some order whatever the answers are.

use crate::objects::value::{Value, type_id};

/// Shorter runs are merged without a look at whether they stand in order already.
const LOOK: usize = 8;

pub struct Sorter {
    /// Runs of `width` items in order; those before the pair at work are empty.
    from: Vec<Value>,
    /// Merged pairs of runs.
    to: Vec<Value>,
    width: usize,
    /// The next item of the left run, and the end of that run.
    left: usize,
    middle: usize,
    /// The next item of the right run, and its end.
    right: usize,
    end: usize,
    /// Is the question whether the two runs stand in order?
    looks: bool,
}

impl Sorter {
    pub fn new(items: Vec<Value>) -> Self {
        let mut sorter = Sorter {
            to: Vec::with_capacity(items.len()),
            from: items,
            width: 1,
            left: 0,
            middle: 0,
            right: 0,
            end: 0,
            looks: false,
        };
        sorter.begin(0);
        sorter
    }

    pub fn into_items(self) -> Vec<Value> {
        self.from
    }

    /// The two items to compare: does the first come before the second? Nothing when all stand in order.
    #[inline]
    pub fn question(&self) -> Option<(&Value, &Value)> {
        if self.width >= self.from.len() {
            return None;
        }
        let left = if self.looks {
            self.middle - 1
        } else {
            self.left
        };
        Some((&self.from[self.right], &self.from[left]))
    }

    /// Put the next two items to compare. False when there are none.
    #[inline]
    pub fn put(&self, places: &mut [Value]) -> bool {
        let Some((a, b)) = self.question() else {
            return false;
        };
        places[0].set_copy(a);
        places[1].set_copy(b);
        true
    }

    /// The comparer says by a negative number or by `true` that the first comes before the second; anything else leaves the order of types.
    #[inline]
    pub fn answer(&mut self, answer: &Value) {
        let is_before = match answer {
            Value::Int(order) => *order < 0,
            Value::Bool(before) => *before,
            _ => {
                let ids = self.question().map(|(a, b)| (type_id(a), type_id(b)));
                ids.is_some_and(|(a, b)| a < b)
            }
        };
        if self.looks {
            self.looks = false;
            if !is_before {
                self.take(self.left, self.end);
                self.begin(self.end);
            }
            return;
        }
        match is_before {
            true => {
                self.take(self.right, self.right + 1);
                self.right += 1;
            }
            false => {
                self.take(self.left, self.left + 1);
                self.left += 1;
            }
        }
        if self.left == self.middle || self.right == self.end {
            self.take(self.left, self.middle);
            self.take(self.right, self.end);
            self.begin(self.end);
        }
    }

    #[inline]
    fn take(&mut self, start: usize, end: usize) {
        let taken = self.from[start..end].iter_mut().map(Value::transfer);
        self.to.extend(taken);
    }

    /// Go on with the pair of runs that begins there; at the end, with the longer runs that have come out.
    fn begin(&mut self, start: usize) {
        let mut start = start;
        while self.width < self.from.len() {
            let length = self.from.len();
            if start + self.width < length {
                self.left = start;
                self.middle = start + self.width;
                self.right = self.middle;
                self.end = (self.middle + self.width).min(length);
                self.looks = self.width >= LOOK;
                return;
            }
            self.take(start, length);
            std::mem::swap(&mut self.from, &mut self.to);
            self.to.clear();
            self.width *= 2;
            start = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(items: Vec<i64>, before: impl Fn(i64, i64) -> Value) -> (Vec<i64>, usize) {
        let mut sorter = Sorter::new(items.into_iter().map(Value::Int).collect());
        let mut asked = 0;
        while let Some((&Value::Int(a), &Value::Int(b))) = sorter.question() {
            asked += 1;
            sorter.answer(&before(a, b));
        }
        let int = |item: Value| match item {
            Value::Int(int) => int,
            other => panic!("{other:?} came in"),
        };
        (sorter.into_items().into_iter().map(int).collect(), asked)
    }

    #[test]
    fn sorted_whatever_the_size_and_equal_items_stay_in_order() {
        for size in (0..70).chain([1000]) {
            let items: Vec<i64> = (0..size).map(|n| n * 7919 % (size + 1)).collect();
            let mut expected = items.clone();
            // Equal in tens: what is not moved shows that the sort is stable.
            expected.sort_by_key(|item| item / 10);
            let (items, _) = sorted(items, |a, b| Value::Int(a / 10 - b / 10));
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn what_stands_in_order_is_hardly_asked_about() {
        let (items, asked) = sorted((0..1000).collect(), |a, b| Value::Bool(a < b));
        assert_eq!(items, (0..1000).collect::<Vec<_>>());
        assert!(asked < 2000, "{asked}");
    }

    #[test]
    fn an_end_comes_whatever_the_answers_are() {
        let (mut items, _) = sorted((0..100).collect(), |_, _| Value::Bool(true));
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}

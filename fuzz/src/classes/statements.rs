//! What a generated program does with its objects: calls, method values as call-backs, texts, closures, threads, mistakes.

use super::text::list;
use super::writer::Writer;
use super::{Expr, Model, NAMES, Place, SMALL};

impl Writer {
    /// A line of the script that prints a line.
    pub fn prints(&mut self, what: &str, shown: String) {
        self.source += &format!("print({what});\n");
        self.output.push(shown);
    }

    /// A line that fails, and what it says.
    fn fails(&mut self, what: &str, message: String) {
        self.source += &format!(
            "try {{ {what}; print(\"no error\"); }} catch (e) {{ print(e.kind, e.message); }}\n"
        );
        self.output.push(format!("TypeError {message}"));
    }

    pub fn object(&mut self, object: usize) {
        let class = self.choose(self.model.classes.len());
        let counts = self.model.init_counts(class);
        let count = counts[self.choose(counts.len())];
        let arguments: Vec<i64> = (0..count).map(|_| self.int()).collect();
        self.model.construct(class, &arguments);
        self.source += &format!("let o{object} = C{class}({});\n", list(&arguments));
    }

    pub fn statement(&mut self) {
        let object = self.choose(self.model.objects.len());
        let kind = self.choose(14);
        let name = self.choose(NAMES.len());
        let counts = self.model.counts(self.model.objects[object].class, name);
        match kind {
            0 => self.shows(object),
            1 => self.wrong_init(),
            2 | 3 => self.makes(object),
            _ if counts.is_empty() => self.shows(object),
            4 => self.calls(object, name, &counts),
            5 => self.wrong_call(object, name, &counts),
            6 => self.maps(object, name, &counts),
            7 => self.for_each(object, name, &counts),
            8 => self.reduces(object, name, &counts),
            9 => self.zips(object, name, &counts),
            10 => self.curries(object, name, &counts),
            11 => self.sorts(object, name, &counts),
            _ => self.starts(object, name, &counts),
        }
    }

    fn shows(&mut self, object: usize) {
        let o = format!("o{object}");
        let (what, times): (String, &[&str]) = match self.choose(11) {
            0 => (o, &["", ""]),
            1 => (format!("`<${{{o}}}>`"), &["<", ">"]),
            2 => (format!("\"=\" + {o}"), &["=", ""]),
            3 => (format!("{o} + \"!\""), &["", "!"]),
            4 => (format!("[{o}]"), &["[", "]"]),
            5 => (format!("[[{o}], 1, {o}]"), &["[[", "], 1, ", "]"]),
            6 => (format!("#{{k: {o}}}"), &["#{\"k\": ", "}"]),
            7 => (format!("str({o}), {o}.to_string()"), &["", " ", ""]),
            8 => (format!("`${{[{o}]}}`"), &["[", "]"]),
            9 => (
                format!("format(\"{{}}-{{}}\", {o}, [{o}])"),
                &["", "-[", "]"],
            ),
            _ => (
                format!("{o}.to_debug(), [{o}].to_string()"),
                &["", " [", "]"],
            ),
        };
        let (first, others) = times.split_first().expect("there is a start");
        let mut shown = first.to_string();
        for piece in others {
            shown += &self.model.shown(object);
            shown += piece;
        }
        self.prints(&what, shown);
    }

    fn calls(&mut self, object: usize, name: usize, counts: &[usize]) {
        let arguments = self.some_arguments(counts);
        let result = self.model.call(object, (name, arguments.len()), &arguments);
        let written = list(&arguments);
        let (kept, what) = match self.choose(6) {
            0 => ("", format!("o{object}.{}({written})", NAMES[name])),
            1 => ("", format!("o{object}.{}.call({written})", NAMES[name])),
            2 => ("[0, OBJECT]", format!("kept[1].{}({written})", NAMES[name])),
            3 => ("#{o: OBJECT}", format!("kept.o.{}({written})", NAMES[name])),
            4 => (
                "#{o: [OBJECT]}",
                format!("kept.o[0].{}({written})", NAMES[name]),
            ),
            _ => (
                "[[1], [#{o: OBJECT}]]",
                format!("kept[1][0][\"o\"].{}({written})", NAMES[name]),
            ),
        };
        if !kept.is_empty() {
            let kept = kept.replace("OBJECT", &format!("o{object}"));
            self.source += &format!("let kept = {kept};\n");
        }
        self.prints(&what, result.to_string());
    }

    fn some_arguments(&mut self, counts: &[usize]) -> Vec<i64> {
        let count = counts[self.choose(counts.len())];
        (0..count).map(|_| self.int()).collect()
    }

    fn wrong_call(&mut self, object: usize, name: usize, counts: &[usize]) {
        let wrong: Vec<usize> = (0..6).filter(|count| !counts.contains(count)).collect();
        let given = wrong[self.choose(wrong.len())];
        let arguments: Vec<i64> = (0..given).map(|_| self.int()).collect();
        let name = NAMES[name];
        let what = format!("o{object}.{name}({})", list(&arguments));
        self.fails(&what, wrong_count(name, counts, given));
    }

    fn wrong_init(&mut self) {
        let class = self.choose(self.model.classes.len());
        let counts = self.model.init_counts(class);
        let wrong: Vec<usize> = (0..5).filter(|count| !counts.contains(count)).collect();
        let given = wrong[self.choose(wrong.len())];
        let arguments: Vec<i64> = (0..given).map(|_| self.int()).collect();
        let name = format!("C{class}");
        self.fails(
            &format!("{name}({})", list(&arguments)),
            wrong_count(&name, &counts, given),
        );
    }

    fn maps(&mut self, object: usize, name: usize, counts: &[usize]) {
        let items = self.ints();
        let what = format!("[{}].map(o{object}.{})", list(&items), NAMES[name]);
        if Model::item_arguments(counts, &[], 0, 0).is_none() && !items.is_empty() {
            return self.fails(&what, wrong_count(NAMES[name], counts, 1));
        }
        let results = self.model.mapped(object, name, &items);
        self.prints(&what, format!("[{}]", list(&results)));
    }

    fn for_each(&mut self, object: usize, name: usize, counts: &[usize]) {
        let items = self.ints();
        let what = format!("[{}].for_each(o{object}.{})", list(&items), NAMES[name]);
        if Model::item_arguments(counts, &[], 0, 0).is_none() && !items.is_empty() {
            return self.fails(&what, wrong_count(NAMES[name], counts, 1));
        }
        self.model.mapped(object, name, &items);
        self.source += &format!("{what};\n");
    }

    fn reduces(&mut self, object: usize, name: usize, counts: &[usize]) {
        let (items, start) = (self.ints(), self.int());
        let backwards = self.choose(2) == 1;
        let method = if backwards { "reduce_rev" } else { "reduce" };
        let what = format!(
            "[{}].{method}(o{object}.{}, {start})",
            list(&items),
            NAMES[name]
        );
        let mut sum = start;
        for step in 0..items.len() {
            let index = if backwards {
                items.len() - 1 - step
            } else {
                step
            };
            match Model::item_arguments(counts, &[sum], items[index], index) {
                Some(arguments) => {
                    sum = self.model.call(object, (name, arguments.len()), &arguments);
                }
                None => return self.fails(&what, wrong_count(NAMES[name], counts, 2)),
            }
        }
        self.prints(&what, sum.to_string());
    }

    fn zips(&mut self, object: usize, name: usize, counts: &[usize]) {
        let (left, right) = (self.ints(), self.ints());
        let name_text = NAMES[name];
        let what = format!(
            "[{}].zip([{}], o{object}.{name_text})",
            list(&left),
            list(&right)
        );
        let mut results = Vec::new();
        for (index, (x, y)) in left.iter().zip(&right).enumerate() {
            let arguments = match (counts.contains(&2), counts.contains(&3)) {
                (true, _) => vec![*x, *y],
                (false, true) => vec![*x, *y, index as i64],
                _ => return self.fails(&what, wrong_count(name_text, counts, 2)),
            };
            results.push(self.model.call(object, (name, arguments.len()), &arguments));
        }
        self.prints(&what, format!("[{}]", list(&results)));
    }

    fn curries(&mut self, object: usize, name: usize, counts: &[usize]) {
        let arguments = self.some_arguments(counts);
        let Some((first, others)) = arguments.split_first() else {
            return self.shows(object);
        };
        let name_text = NAMES[name];
        let what = format!(
            "o{object}.{name_text}.curry({first}).call({})",
            list(others)
        );
        let result = self.model.call(object, (name, arguments.len()), &arguments);
        self.prints(&what, result.to_string());
    }

    fn sorts(&mut self, object: usize, name: usize, counts: &[usize]) {
        let items = self.ints();
        let what = format!("sorted([{}], o{object}.{})", list(&items), NAMES[name]);
        if !counts.contains(&1) {
            return self.fails(&what, wrong_count_later(NAMES[name], counts, 1));
        }
        let keys = self.model.mapped(object, name, &items);
        let mut ranked: Vec<(i64, i64)> = keys.into_iter().zip(items).collect();
        ranked.sort_by_key(|(key, _)| *key);
        let sorted: Vec<i64> = ranked.into_iter().map(|(_, item)| item).collect();
        self.prints(&what, format!("[{}]", list(&sorted)));
    }

    fn starts(&mut self, object: usize, name: usize, counts: &[usize]) {
        let given = self.choose(5);
        let arguments: Vec<i64> = (0..given).map(|_| self.int()).collect();
        let thread = format!("Thread(o{object}.{}, [{}])", NAMES[name], list(&arguments));
        if !counts.contains(&given) {
            return self.fails(&thread, wrong_count_later(NAMES[name], counts, given));
        }
        self.model.call(object, (name, given), &arguments);
        let run = match self.choose(2) {
            0 => format!("let t = {thread}; t.start(); t.join();"),
            // The same in a closure.
            _ => format!(
                "let t = Thread(|| o{object}.{}({})); t.start(); t.join();",
                NAMES[name],
                list(&arguments)
            ),
        };
        self.source += &format!("{{ {run} }}\n");
    }

    /// `object.make(p)` gives a closure that sees the object, unless a call binds another `this`.
    fn makes(&mut self, object: usize) {
        let class = self.model.objects[object].class;
        let maker = self.model.above(class, |class| class.maker.clone());
        let Some((class, body)) = maker else {
            return self.shows(object);
        };
        let (parameter, item) = (self.int(), self.int());
        let make = format!("o{object}.make({parameter})");
        let (what, this) = match self.choose(4) {
            0 => (format!("{make}.call({item})"), None),
            1 => (format!("[{item}].map({make})[0]"), None),
            2 => (
                format!("#{{a: 5, b: -3, go: {make}}}.go({item})"),
                Some([5, -3]),
            ),
            _ => (
                format!("#{{a: 2, b: 7}}.call({make}, {item})"),
                Some([2, 7]),
            ),
        };
        let result = self.closure(&body, object, class, [parameter, item], this);
        self.prints(&what, result.to_string());
    }

    fn closure(
        &mut self,
        body: &Expr,
        object: usize,
        class: usize,
        [parameter, item]: [i64; 2],
        this: Option<[i64; 2]>,
    ) -> i64 {
        let own = self.model.objects[object].attributes;
        self.model.objects[object].attributes = this.unwrap_or(own);
        let place = Place {
            object,
            class,
            parameters: &[parameter],
            item,
        };
        let result = self.model.value(body, place) % SMALL;
        self.model.objects[object].attributes = own;
        result
    }
}

/// `1`, `0 or 2`, `0, 1 or 2`
fn or(counts: &[usize]) -> String {
    let texts: Vec<String> = counts.iter().map(usize::to_string).collect();
    match texts.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => texts.concat(),
    }
}

fn wrong_count(name: &str, counts: &[usize], given: usize) -> String {
    let plural = if counts == [1] { "" } else { "s" };
    format!(
        "`{name}` takes {} argument{plural}, not {given}",
        or(counts)
    )
}

/// What is said of a function that will be called later.
fn wrong_count_later(name: &str, counts: &[usize], given: usize) -> String {
    let takes = match counts {
        [1] => "one argument".to_string(),
        _ => format!("{} arguments", or(counts)),
    };
    let given = match given {
        0 => "none is".to_string(),
        1 => "one is".to_string(),
        _ => format!("{given} are"),
    };
    format!("`{name}` takes {takes}, {given} given")
}

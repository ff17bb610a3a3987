//! The names of our own functions of data, as numbers: a call site knows its word when it is compiled, so that no call compares texts.

macro_rules! words {
    ($($word:ident $name:literal)*) => {
        /// The name of a function of data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Word { $($word),* }

        impl Word {
            /// The word for a name; nothing when no function of ours has it.
            pub fn of(name: &str) -> Option<Word> {
                Some(match name {
                    $($name => Word::$word,)*
                    _ => return None,
                })
            }

            pub fn name(self) -> &'static str {
                match self {
                    $(Word::$word => $name),*
                }
            }
        }
    };
}

words! {
    Abs "abs"
    All "all"
    Append "append"
    Bytes "bytes"
    Ceiling "ceiling"
    Chars "chars"
    Chop "chop"
    Clear "clear"
    Contains "contains"
    Cos "cos"
    Count "count"
    Dedup "dedup"
    Drain "drain"
    EndsWith "ends_with"
    Equal "=="
    Extract "extract"
    FillWith "fill_with"
    Filter "filter"
    Find "find"
    FindMap "find_map"
    Floor "floor"
    ForEach "for_each"
    Get "get"
    Index "index"
    IndexOf "index_of"
    Insert "insert"
    IsEmpty "is_empty"
    IsEven "is_even"
    IsOdd "is_odd"
    Items "items"
    Keys "keys"
    Len "len"
    MakeLower "make_lower"
    MakeUpper "make_upper"
    Map "map"
    Max "max"
    Min "min"
    Mixin "mixin"
    NotEqual "!="
    Order "order"
    OrderBy "order_by"
    OrderDesc "order_desc"
    Pad "pad"
    ParseFloat "parse_float"
    ParseInt "parse_int"
    Pop "pop"
    Push "push"
    Reduce "reduce"
    ReduceRev "reduce_rev"
    Remove "remove"
    Replace "replace"
    Retain "retain"
    Reverse "reverse"
    Round "round"
    Set "set"
    SetDefault "setdefault"
    Shift "shift"
    Sin "sin"
    Some "some"
    Sort "sort"
    SortBy "sort_by"
    SortDesc "sort_desc"
    Splice "splice"
    Split "split"
    Sqrt "sqrt"
    StartsWith "starts_with"
    SubString "sub_string"
    Take "take"
    ToChars "to_chars"
    ToDebug "to_debug"
    ToFloat "to_float"
    ToInt "to_int"
    ToLower "to_lower"
    ToString "to_string"
    ToUpper "to_upper"
    Trim "trim"
    Truncate "truncate"
    Update "update"
    Values "values"
    Zip "zip"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_name_that_it_is_found_by() {
        for name in ["abs", "zip", "sub_string", "to_string"] {
            assert_eq!(Word::of(name).map(Word::name), Some(name));
        }
        assert_eq!(Word::of("acquire"), None);
    }
}

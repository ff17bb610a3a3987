//! seccomp: which system calls this process can make.
//!
//! ```text
//! marking   nothing but what computing needs: a list of what is allowed
//! open      a run with permissions: a list of what no run needs
//! ```

mod marking;
mod open;

use super::Reach;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};
use std::collections::BTreeMap;

/// What one call is asked for; without a rule, always. Several rules: any of them.
type Rules = BTreeMap<i64, Vec<SeccompRule>>;

pub fn restrict(reach: &Reach) -> Result<(), String> {
    let filters = match reach {
        Reach::Nothing { .. } => marking::filters(),
        Reach::Granted(granted) => open::filters(granted),
    };
    let filters: Result<Vec<BpfProgram>, seccompiler::Error> =
        filters.and_then(|filters| filters.into_iter().map(compiled).collect());
    for filter in filters.map_err(|error| error.to_string())? {
        apply_filter(&filter).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Calls that match get `matched`, the others `otherwise`.
struct Filter {
    rules: Rules,
    matched: SeccompAction,
    otherwise: SeccompAction,
}

fn compiled(filter: Filter) -> Result<BpfProgram, seccompiler::Error> {
    let machine = TargetArch::try_from(std::env::consts::ARCH)?;
    let filter = SeccompFilter::new(filter.rules, filter.otherwise, filter.matched, machine)?;
    Ok(filter.try_into()?)
}

/// These, whatever they are asked for.
fn always(calls: &[i64]) -> Rules {
    calls.iter().map(|call| (*call, Vec::new())).collect()
}

/// All of these hold of the call's arguments.
fn when(
    conditions: impl IntoIterator<Item = Result<SeccompCondition, seccompiler::BackendError>>,
) -> Result<SeccompRule, seccompiler::Error> {
    let conditions: Result<Vec<_>, _> = conditions.into_iter().collect();
    Ok(SeccompRule::new(conditions?)?)
}

/// The argument, as 32 bits, is `value`.
fn is(argument: u8, value: u64) -> Result<SeccompCondition, seccompiler::BackendError> {
    SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value)
}

fn is_not(argument: u8, value: u64) -> Result<SeccompCondition, seccompiler::BackendError> {
    SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, value)
}

/// None of the bits of `mask` is set in the argument.
fn has_none(argument: u8, mask: u64) -> Result<SeccompCondition, seccompiler::BackendError> {
    let none = SeccompCmpOp::MaskedEq(mask);
    SeccompCondition::new(argument, SeccompCmpArgLen::Qword, none, 0)
}

fn has_all(argument: u8, mask: u64) -> Result<SeccompCondition, seccompiler::BackendError> {
    let all = SeccompCmpOp::MaskedEq(mask);
    SeccompCondition::new(argument, SeccompCmpArgLen::Qword, all, mask)
}

using Funding.Domain.Refusing;
using Funding.Host.Api.Problems;

namespace Funding.Host.Importing;

/// <summary>Why a row is bad, in French.</summary>
internal static class Reasons
{
    /// <summary>A fault, with its place in the row.</summary>
    public static string Of(Fault fault) => fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer[1..]} : {fault.Message}";

    /// <summary>A refusal: each fault of a malformed row, else the rule.</summary>
    public static IEnumerable<string> Of(Rejection no) => no is Invalid invalid ? invalid.Errors.Select(Of) : [RejectionProblems.Of(no).Detail];
}

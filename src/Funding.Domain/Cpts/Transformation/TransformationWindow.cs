using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>R22: transitional costs are paid until some months after the first contract has started.</summary>
public static class TransformationWindow
{
    /// <summary>Null on the last day and before, and always as long as no contract has been signed; else <c>transformation-window-closed</c>.</summary>
    /// <param name="firstContractStart">The first day of contract 1, or null.</param>
    /// <param name="on">The date of the act.</param>
    /// <param name="rules">How many months.</param>
    public static Rejection? Refusal(DateOnly? firstContractStart, DateOnly on, RuleSettings rules)
        => firstContractStart?.AddMonths(rules.TransformationMonths) is { } last && on > last ? new TransformationWindowClosed(last) : null;

    internal static Rejection? Refusal(Dossier dossier, DateOnly on, RuleSettings rules) => Refusal(FirstContractStart(dossier), on, rules);

    private static DateOnly? FirstContractStart(Dossier dossier) => dossier.Contracts.Find(1)?.StartsOn;
}

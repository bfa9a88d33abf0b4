namespace Funding.Domain.Views;

/// <summary>What the record holds that patterns are looked for in.</summary>
/// <param name="Years">The money of each CPTS by budget year.</param>
/// <param name="Variable">The variable parts assessed.</param>
/// <param name="Grants">What is committed on each commitment but the lines of contracts.</param>
/// <param name="Close">Payments with the certification of their instalment that was recorded just before, perhaps not just enough.</param>
/// <param name="Acts">Acts recorded after their date, perhaps not long enough.</param>
public sealed record PatternFacts(
    IReadOnlyList<YearOfMoney> Years, IReadOnlyList<VariablePart> Variable, IReadOnlyList<GrantedSum> Grants, IReadOnlyList<PaidAtOnce> Close, IReadOnlyList<RecordedAct> Acts);

using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>All that a simulated contract owes over its term.</summary>
/// <param name="Lines">The lines, in the order of <see cref="OwedLines"/>; variable parts only where a rate is assumed.</param>
/// <param name="VariableAtMost">The variable parts of every year and mission, were everything achieved.</param>
/// <param name="CashPlan">Every month from the start to the last payment, those in which nothing is due included.</param>
public sealed record SimulatedContract(Sequence<SimulatedLine> Lines, Sequence<OwedLine> VariableAtMost, Sequence<CashMonth> CashPlan)
{
    /// <summary>Euros: what is owed in all.</summary>
    public Money Owed => Lines.Total(line => line.Owed.Amount);
}

/// <summary>A line, and how it would really be paid: an advance once due is not taken back by what happens later, but recovered (R10, R19, R20).</summary>
/// <param name="Owed">What is owed at the end, with its calculation.</param>
/// <param name="Instalments">What is paid: the advance as it was when the line opened, and the rest.</param>
/// <param name="Recoveries">What is to be paid back, where more was paid than is owed; instalments less recoveries is the amount owed.</param>
public sealed record SimulatedLine(OwedLine Owed, Sequence<PlannedInstalment> Instalments, Sequence<SimulatedRecovery> Recoveries);

/// <summary>A sum to be paid back.</summary>
/// <param name="OrderedOn">The day of the change that causes it.</param>
/// <param name="Amount">Euros, positive.</param>
public sealed record SimulatedRecovery(DateOnly OrderedOn, Money Amount);

/// <summary>What falls due in a month, in euros.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Advances">Advances, and the functioning that is paid whole at the signature.</param>
/// <param name="Balances">Balances.</param>
/// <param name="Variable">Variable parts at the rates assumed, on the anniversary that closes their year, or the day after the end.</param>
/// <param name="VariableAtMost">Variable parts, were everything achieved.</param>
/// <param name="Recoveries">To be paid back.</param>
public sealed record CashMonth(DateOnly Month, Money Advances, Money Balances, Money Variable, Money VariableAtMost, Money Recoveries)
{
    /// <summary>What is to be paid less what is to be paid back, at the rates assumed.</summary>
    public Money Net => Advances + Balances + Variable - Recoveries;
}

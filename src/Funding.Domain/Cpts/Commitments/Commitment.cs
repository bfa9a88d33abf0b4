using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>A legal act that creates an obligation to pay, with its instalments and all that happened to them.</summary>
public sealed record Commitment
{
    /// <summary>Identity, source and budget year.</summary>
    public required CommitmentRef Ref { get; init; }

    /// <summary>The award as it was recorded.</summary>
    public required CommitmentEvent Award { get; init; }

    /// <summary>What it pays for; null for a line of a contract.</summary>
    public required string? Purpose { get; init; }

    /// <summary>For a line of an ACI contract, how its amount comes about; else null.</summary>
    public CalculationTrace? Line { get; init; }

    /// <summary>The instalments; the one of number n is at n − 1.</summary>
    public required ImmutableList<Instalment> Instalments { get; init; }

    /// <summary>The convention last named, or null.</summary>
    public Convention? Convention { get; init; }

    /// <summary>Who awarded or amended it: they never pay it (R11).</summary>
    public ImmutableHashSet<PersonId> AwardedBy { get; init; } = [];

    /// <summary>The certifications in the order in which they were recorded.</summary>
    public ImmutableList<Certification> Certifications { get; init; } = [];

    /// <summary>The last refusal to pay of each instalment.</summary>
    public ImmutableDictionary<int, PaymentRefused> LastRefusals { get; init; } = ImmutableDictionary<int, PaymentRefused>.Empty;

    /// <summary>The recoveries by id.</summary>
    public ImmutableDictionary<string, Recovery> Recoveries { get; init; } = ImmutableDictionary<string, Recovery>.Empty;

    /// <summary>The latest date of what counted on its instalments, or that of the award.</summary>
    public required DateOnly MovedOn { get; init; }

    /// <summary>The latest date of a payment's reversal, or null: what it left unpaid is not barred before that day.</summary>
    public DateOnly? LastPaymentReversal { get; init; }

    /// <summary>Whether it was cancelled, and not raised since.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The instalments as they are now, without what happened to them.</summary>
    public Sequence<PlannedInstalment> Planned => Instalments.Select(it => new PlannedInstalment(it.Number, it.Kind, it.DueOn, it.Amount)).ToSequence();

    /// <summary>What is committed.</summary>
    public Money Committed => Instalments.Total(instalment => instalment.Amount);

    /// <summary>What is certified.</summary>
    public Money Certified => Instalments.Total(instalment => instalment.Certified);

    /// <summary>What was paid.</summary>
    public Money Paid => Instalments.Total(instalment => instalment.Paid);

    /// <summary>What is barred.</summary>
    public Money Barred => Instalments.Total(instalment => instalment.Barred);

    /// <summary>What remains to be paid: committed − paid − barred.</summary>
    public Money Outstanding => Committed - Paid - Barred;

    /// <summary>What was ordered to be paid back.</summary>
    public Money RecoveryOrdered => Recoveries.Values.Total(recovery => recovery.Ordered);

    /// <summary>What was paid back.</summary>
    public Money Recovered => Recoveries.Values.Total(recovery => recovery.Received);

    /// <summary>What was given up.</summary>
    public Money Waived => Recoveries.Values.Total(recovery => recovery.Waived);

    /// <summary>From 00:00 of this day on its unpaid sums are barred; null for money that no bar concerns (R7).</summary>
    public DateOnly? BarredFrom(RuleSettings rules)
        => Ref.Source == FundingSource.Fir ? new DateOnly(Award.EffectiveDate.Year + rules.BarYears, 1, 1) : null;

    /// <summary>The instalment of that number, or null.</summary>
    public Instalment? Find(int number) => number >= 1 && number <= Instalments.Count ? Instalments[number - 1] : null;

    /// <summary>The day on which what is unpaid is barred: the bar itself or, for what a reversal left unpaid after it, the reversal.</summary>
    public DateOnly? UnpaidBarredOn(RuleSettings rules) => BarredFrom(rules) is { } bar ? LastPaymentReversal > bar ? LastPaymentReversal : bar : null;

    internal Commitment With(Instalment instalment) => this with { Instalments = Instalments.SetItem(instalment.Number - 1, instalment) };
}

/// <summary>A certification and how much of it still stands.</summary>
/// <param name="Event">As it was recorded.</param>
/// <param name="By">Who certified.</param>
/// <param name="Standing">What neither a refusal to pay nor a reversal took away.</param>
public sealed record Certification(ServiceCertified Event, PersonId By, Money Standing);

/// <summary>Money to be paid back.</summary>
public sealed record Recovery
{
    /// <summary>The order as it was recorded.</summary>
    public required RecoveryOrdered Event { get; init; }

    /// <summary>Who ordered it: they neither receive nor waive it (R11).</summary>
    public required PersonId By { get; init; }

    /// <summary>Whether the order was reversed.</summary>
    public bool Reversed { get; init; }

    /// <summary>The receipts by reference, and whether each still stands.</summary>
    public ImmutableDictionary<string, Settlement<RecoveryReceived>> Receipts { get; init; } = ImmutableDictionary<string, Settlement<RecoveryReceived>>.Empty;

    /// <summary>The waivers by reference, and whether each still stands.</summary>
    public ImmutableDictionary<string, Settlement<RecoveryWaived>> Waivers { get; init; } = ImmutableDictionary<string, Settlement<RecoveryWaived>>.Empty;

    /// <summary>What is ordered.</summary>
    public Money Ordered => Reversed ? Money.Zero : Event.Amount;

    /// <summary>What was received.</summary>
    public Money Received => Receipts.Values.Where(receipt => receipt.Stands).Total(receipt => receipt.Event.Amount);

    /// <summary>What was given up.</summary>
    public Money Waived => Waivers.Values.Where(waiver => waiver.Stands).Total(waiver => waiver.Event.Amount);

    /// <summary>What is still owed.</summary>
    public Money Due => Ordered - Received - Waived;
}

/// <summary>A payment, a receipt or a waiver.</summary>
/// <param name="Event">As it was recorded.</param>
/// <param name="Stands">False once reversed.</param>
public sealed record Settlement<T>(T Event, bool Stands);

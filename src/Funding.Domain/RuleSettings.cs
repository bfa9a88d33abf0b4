namespace Funding.Domain;

/// <summary>What no source settles, or what a region may set otherwise: settings with a documented default, never constants in the rules.</summary>
public sealed record RuleSettings
{
    /// <summary>The defaults of the specification.</summary>
    public static RuleSettings Default { get; } = new();

    /// <summary>Refuse to pay a beneficiary that has neither SIRET nor RNA (R2). Off by default.</summary>
    public bool RefusePaymentWithoutIdentifiers { get; init; }

    /// <summary>How far fungible + ring-fenced may be from the total of a notification, in euros (R4; the decrees round to 0.1 k€).</summary>
    public Money EnvelopeTolerance { get; init; } = Money.Euros(150m);

    /// <summary>Days after 31 December during which an envelope still takes acts (R5): 31, that is until 31 January.</summary>
    public int EnvelopeDaysAfterYear { get; init; } = 31;

    /// <summary>Yearly sum per CPTS above which a convention must be named (R6; law 2000-321, décret 2001-495).</summary>
    public Money ConventionThreshold { get; init; } = Money.Euros(23_000m);

    /// <summary>Months from the signature of a convention within which its essential data are published (décret 2017-779, article 2).</summary>
    public int PublicationMonths { get; init; } = 3;

    /// <summary>Unpaid FIR sums are barred on 1 January of the year of notification plus this many years (R7; CSP L1435-10).</summary>
    public int BarYears { get; init; } = 4;

    /// <summary>Months that the agency has to oppose a health project (R13; CSP L1434-12).</summary>
    public int OppositionMonths { get; init; } = 2;

    /// <summary>Months after the start of the first contract during which the transformation fund still pays transitional costs (R22, (A)).</summary>
    public int TransformationMonths { get; init; } = 24;

    /// <summary>Whether a territory may hold communes of a bordering region (R1).</summary>
    public bool BorderingCommunes { get; init; } = true;

    /// <summary>No act is dated before this day: the law that created CPTS (loi 2016-41, 26 January 2016).</summary>
    public DateOnly EarliestAct { get; init; } = new(2016, 1, 26);

    /// <summary>How many months ahead of today a contract may start, terms take effect, or a contract end (LIFECYCLE section 2).</summary>
    public int MonthsAhead { get; init; } = 12;

    /// <summary>First budget year of the FIR.</summary>
    public int FirstBudgetYear { get; init; } = 2012;

    /// <summary>Days before a deemed validation from which the agency is reminded of it (LIFECYCLE section 8).</summary>
    public int RemindBeforeDeemedValidationDays { get; init; } = 15;

    /// <summary>Days before the forecast day of an instalment from which its officer and accountant are reminded of it (LIFECYCLE section 8).</summary>
    public int RemindBeforeInstalmentDays { get; init; } = 30;

    /// <summary>Months before the last day of a contract from which its parties are reminded of it (LIFECYCLE section 8).</summary>
    public int RemindBeforeTermEndMonths { get; init; } = 6;

    /// <summary>Months before a mission is to start or to be deployed from which its officer is asked for it (no source names a number: (A)).</summary>
    public int AskBeforeMissionMonths { get; init; } = 3;

    /// <summary>Days before unpaid sums are barred from which the agency and the CPTS are reminded of it (LIFECYCLE section 8 names no number: (A)).</summary>
    public int RemindBeforeBarDays { get; init; } = 90;
}

namespace Funding.Domain.Tests;

/// <summary>Events and people of the examples, with the members that an example does not care about filled in.</summary>
internal static class Acts
{
    /// <summary>An officer of the agency.</summary>
    public static readonly PersonId Martin = new(new Guid("aaaaaaaa-0000-0000-0000-000000000001"));

    /// <summary>Another officer.</summary>
    public static readonly PersonId Petit = new(new Guid("aaaaaaaa-0000-0000-0000-000000000002"));

    /// <summary>An accountant.</summary>
    public static readonly PersonId Leroy = new(new Guid("aaaaaaaa-0000-0000-0000-000000000003"));

    /// <summary>Another accountant.</summary>
    public static readonly PersonId Faure = new(new Guid("aaaaaaaa-0000-0000-0000-000000000004"));

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Money Euros(decimal euros) => Money.Euros(euros);

    public static SealedText Sealed(string text) => new(text, $"token of {text}");

    public static CommitmentRef Fir(string id = "g1", int year = 2024) => new(id, FundingSource.Fir, year, "84", "69");

    public static CptsRegistered Registered(string on = "2024-01-20") => new("CPTS du Vallon", "84", new Territory("69", [], 65_000), null, new Identifiers(null, null), null) { EffectiveDate = Day(on) };

    public static LetterOfIntentAccepted LetterAccepted(string on = "2024-01-31") => new() { EffectiveDate = Day(on) };

    public static LetterOfIntentRefused LetterDeclined(string on = "2024-01-31") => new() { EffectiveDate = Day(on) };

    public static HealthProjectSubmitted ProjectSubmitted(string on, string deemedOn) => new(Day(deemedOn)) { EffectiveDate = Day(on) };

    public static HealthProjectOpposed ProjectOpposed(string on, OppositionGround ground = OppositionGround.RegionalPlan) => new(ground) { EffectiveDate = Day(on) };

    public static HealthProjectValidated ProjectValidated(string on) => new() { EffectiveDate = Day(on) };

    public static HealthProjectDeemedValidated ProjectDeemedValidated(string on) => new() { EffectiveDate = Day(on) };

    public static CptsWithdrawn GaveUp(string on) => new(Sealed("abandon")) { EffectiveDate = Day(on) };

    public static FirGrantAwarded Granted(string on, string id = "g1", int year = 2024, Convention? convention = null, params PlannedInstalment[] instalments)
        => new(Fir(id, year), instalments.Total(one => one.Amount), "Diagnostic", convention, instalments.ToSequence()) { EffectiveDate = Day(on) };

    public static FirGrantAwarded Granted(string on, params decimal[] amounts) => Granted(on, "g1", 2024, null, Planned(amounts));

    public static TransformationGrantAwarded Transformed(string on, string id = "t1", int year = 2024, CostCategory category = CostCategory.Coordination, Convention? convention = null, params PlannedInstalment[] instalments)
        => new(new(id, FundingSource.Transformation, year, "84", "69"), instalments.Total(one => one.Amount), "Diagnostic", category, convention, instalments.ToSequence()) { EffectiveDate = Day(on) };

    public static TransformationGrantAwarded Transformed(string on, params decimal[] amounts) => Transformed(on, instalments: Planned(amounts));

    public static AciOneOffGranted OneOff(string on, params decimal[] amounts)
        => new(new("o1", FundingSource.Aci, 2024, "84", "69"), amounts.Select(Euros).Total(), "Aide au démarrage", "ACI, article 4.2", Planned(amounts).ToSequence()) { EffectiveDate = Day(on) };

    /// <summary>Instalments due on 1 December 2024 with the default kinds.</summary>
    public static PlannedInstalment[] Planned(params decimal[] amounts)
        => [.. amounts.Select((amount, i) => new PlannedInstalment(i + 1, amounts.Length == 1 ? InstalmentKind.Whole : i == amounts.Length - 1 ? InstalmentKind.Balance : InstalmentKind.Partial, Day("2024-12-01"), Euros(amount)))];

    public static Sequence<InstalmentPlan> Plans(params decimal[] amounts) => amounts.Select(amount => new InstalmentPlan(Day("2024-12-01"), Euros(amount))).ToSequence();

    public static InstalmentChange Change(int number, decimal change, InstalmentKind kind = InstalmentKind.Whole, string dueOn = "2024-12-01") => new(number, kind, Day(dueOn), Euros(change));

    public static CommitmentAmended Amended(string on, decimal amount, params InstalmentChange[] changes) => new(Fir(), Euros(amount), changes.ToSequence(), null) { EffectiveDate = Day(on) };

    public static CommitmentCancelled Cancelled(string on, params (int Number, decimal Amount)[] released)
        => new(Fir(), released.Select(sum => new InstalmentSum(sum.Number, Euros(sum.Amount))).ToSequence()) { EffectiveDate = Day(on) };

    public static ServiceCertified Certified(string on, decimal amount, int instalment = 1, string id = "c1") => new(Fir(), id, instalment, Euros(amount)) { EffectiveDate = Day(on) };

    public static PaymentMade Paid(string on, decimal amount, int instalment = 1, string reference = "P1") => new(Fir(), instalment, Euros(amount), reference) { EffectiveDate = Day(on) };

    public static PaymentRefused PaymentDeclined(string on, decimal amount, int instalment = 1) => new(Fir(), instalment, Euros(amount), Sealed("RIB")) { EffectiveDate = Day(on) };

    public static SumsBarred Barred(string on, params (int Number, decimal Amount)[] sums)
        => new(Fir(), sums.Select(sum => new InstalmentSum(sum.Number, Euros(sum.Amount))).ToSequence()) { EffectiveDate = Day(on) };

    public static RecoveryOrdered Ordered(string on, decimal amount, string id = "r1") => new(Fir(), id, Euros(amount), Sealed("indu")) { EffectiveDate = Day(on) };

    public static RecoveryReceived Received(string on, decimal amount, string reference = "T1") => new(Fir(), "r1", Euros(amount)) { EffectiveDate = Day(on), Reference = reference };

    public static RecoveryWaived Waived(string on, decimal amount, string reference = "W1") => new(Fir(), "r1", Euros(amount)) { EffectiveDate = Day(on), Reference = reference };
}

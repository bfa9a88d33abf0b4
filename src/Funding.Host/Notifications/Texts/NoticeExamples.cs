using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Notifying;

namespace Funding.Host.Notifications.Texts;

/// <summary>A notice of each kind, on which templates are tried.</summary>
internal static class NoticeExamples
{
    private static readonly DateOnly On = new(2026, 3, 1);

    /// <summary>The CPTS that they are about; of envelopes, a region.</summary>
    public static NoticeSubject Subject { get; } = new(new Guid("0193a6a0-0000-4000-8000-000000000001"), "CPTS du Vallon", "69", false);

    /// <summary>One or two of each kind.</summary>
    public static IReadOnlyList<Notice> All { get; } = [.. Enum.GetValues<NoticeKind>().SelectMany(Of)];

    private static IEnumerable<Notice> Of(NoticeKind kind)
    {
        var plain = new Notice(kind, "84") { On = On };
        var money = plain with { CommitmentId = "fir-2026-1", Source = FundingSource.Fir, BudgetYear = 2026, Amount = Money.Euros(45_000.50m) };
        var line = money with { CommitmentId = "aci-1-y2-access-fixed", Source = FundingSource.Aci, Line = LineKind.Fixed, Mission = Mission.Access, Contract = 1, Year = 2, Instalment = 1 };
        return kind switch
        {
            NoticeKind.HealthProjectSubmitted => [plain with { By = new(2026, 5, 1) }],
            NoticeKind.DeemedValidationNear => [plain with { By = On.AddDays(-1) }],
            NoticeKind.FirGrantAwarded => [money],
            NoticeKind.InstalmentDue or NoticeKind.InstalmentOverdue or NoticeKind.PaymentRefused => [money with { Instalment = 2 }, line],
            NoticeKind.RecoveryOrdered => [money, line with { Instalment = null }],
            NoticeKind.BarNear => [money with { By = On.AddDays(-1) }],
            NoticeKind.AciContractSigned or NoticeKind.TermEndNear => [plain with { Contract = 1 }],
            NoticeKind.MissionLate => [plain with { Contract = 1, Mission = Mission.Access, Deployment = false }, plain with { Contract = 1, Mission = Mission.Access, Deployment = true }],
            NoticeKind.AssessmentDue => [plain with { Contract = 1, Year = 2 }],
            NoticeKind.EnvelopeAt80 or NoticeKind.EnvelopeAt95 => [plain with { BudgetYear = 2026, Amount = Money.Euros(120_000m) }],
            _ => [plain],
        };
    }
}

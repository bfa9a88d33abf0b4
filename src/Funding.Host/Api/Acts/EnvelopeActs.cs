using System.Globalization;
using Funding.Domain.Envelopes;
using Funding.Domain.Rights;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>FIR envelopes (R4).</summary>
internal static class EnvelopeActs
{
    private static readonly TextField Region = new("regionCode", "INSEE code of the region.", 3) { IsRequired = true, Example = "84" };
    private static readonly IntegerField Year = new("year", "Budget year.") { IsRequired = true, Example = 2024 };
    private static readonly SlugField<NotificationKind> Kind = new("kind", "First notification of the year, or a complement; initial when absent.") { Example = "initial" };
    private static readonly MoneyField Total = new("total", "Total, in euros.") { IsRequired = true, Example = Example.Of(587_963_100m) };
    private static readonly MoneyField Fungible = new("fungible", "Fungible part, in euros.") { IsRequired = true, Example = Example.Of(559_466_800m) };
    private static readonly MoneyField RingFenced = new("ringFenced", "Ring-fenced part, in euros; the difference when absent.") { Example = Example.Of(28_496_300m) };
    private static readonly MoneyField Prevention = new("prevention", "Part of the fungible one kept for prevention, in euros; 0 when absent.");
    private static readonly MoneyField MedicoSocial = new("medicoSocial", "Part of the fungible one kept for medico-social care, in euros; 0 when absent.");
    private static readonly MoneyField Share = new("amount", "What CPTS grants may use of the envelope, in euros.") { IsRequired = true, Example = Example.Of(12_000_000m) };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new EnvelopeRoute("fir-envelopes", "Record the notification of a FIR envelope, or a complement to it (admin).",
            Common.WithKey(Region, Year, Kind, Total, Fungible, RingFenced, Prevention, MedicoSocial),
            it => new NotifyEnvelope(
                RegionOf(it), it.Body.Of(Year), it.Body.Of(Kind), it.Body.Of(Total), it.Body.Of(Fungible), it.Body.MaybeValue(RingFenced),
                it.Body.MaybeValue(Prevention), it.Body.MaybeValue(MedicoSocial), it.Body.Of(Common.RequiredReference))),
        new EnvelopeRoute("fir-envelopes/{region}/{year}/cpts-share", "Set what CPTS grants may use of an envelope (ars-officer).", Common.WithKey(Share),
            it => new SetCptsShare(it["region"], int.Parse(it["year"], CultureInfo.InvariantCulture), it.Body.Of(Share), it.Body.Of(Common.RequiredReference))),
    ];

    /// <summary>A missing region is a fault (422); it must not pass for somebody else's region (403) before.</summary>
    private static string RegionOf(ActRequest it) => it.Body.Maybe(Region) ?? (it.Caller.RegionCode == Caller.Nation ? "" : it.Caller.RegionCode);
}

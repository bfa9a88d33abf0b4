using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Host.Api.Bodies;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks.Administering;

/// <summary>The members of a subscription that is asked for.</summary>
internal static class WebhookFields
{
    private static readonly TextField Url = new("url", "Where to send: https without user or fragment; http only to this machine.", WebhookUrl.MaxLength)
    {
        IsRequired = true, Example = "https://recepteur.example/cpts",
    };

    private static readonly ListField<string> Types = new(
        "types", "Names of events (`fir_grant_awarded`), `notice.` and the kind of a notice (`notice.fir-grant-awarded`), `notice.*`, `*` for every event and notice, or `ledger-head` for the signed heads of the ledger.",
        new TextField("type", "One of them.", 100), mostItems: 100)
    {
        IsRequired = true, Example = new System.Text.Json.Nodes.JsonArray("fir_grant_awarded", "notice.*"),
    };

    private static readonly TextField Region = new("regionCode", "INSEE code of the region, or `*` for the nation (national administrators).", 3) { IsRequired = true, Example = "84" };

    private static readonly TextField Description = new("description", "What it is for.", 200);

    public static IReadOnlyList<Field> All { get; } = [Url, Types, Region, Description];

    /// <summary>What a body asks for.</summary>
    public static NewWebhook Read(Body body) => new(body.Of(Url), body.Of(Types).Distinct(StringComparer.Ordinal).ToSequence(), body.Of(Region), body.Maybe(Description));

    /// <summary>What is wrong with it beside what its fields found; a member that could not be read is not judged again.</summary>
    public static IEnumerable<Fault> Faults(Body body, WebhookSettings settings, IReferenceData reference)
    {
        if (body.Maybe(Url) is { } url && WebhookUrl.Fault(url, settings) is { } wrong) yield return new("/url", wrong);
        if (body.Maybe(Region) is { } region && region != Caller.Nation && !reference.IsRegion(region)) yield return new("/regionCode", "Région inconnue : un code INSEE parmi les 18 régions est attendu, ou « * ».");
        if (body.Maybe(Types) is not { } types) yield break;
        if (types.Count == 0) yield return new("/types", "Au moins un type est attendu.");
        for (var i = 0; i < types.Count; i++)
            if (types[i].Length > 0 && !WebhookTypes.IsKnown(types[i])) yield return new($"/types/{i}", "Type inconnu : un nom d'événement, « notice. » suivi d'un genre, « notice.* », « * » ou « ledger-head » est attendu.");
    }
}

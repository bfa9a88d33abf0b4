using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine;
using Funding.Host.Security;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web.Desks;

/// <summary>What waits for an accountant, and whom the rules keep from it (R11).</summary>
public sealed class four_eyes_on_desks
{
    private static readonly Guid Id = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly CommitmentRef Grant = new("fir-1", FundingSource.Fir, 2026, "53", "29");

    private readonly List<PastEvent> history = [];
    private readonly FakeReadings readings;

    public four_eyes_on_desks() => readings = new FakeReadings(history);

    [Fact]
    public async Task an_accountant_is_led_to_the_form_of_the_payment_filled_in_with_what_is_certified()
    {
        await GivenAsync();
        await using var server = await ServeAsync("comptable");
        var desk = (await server.ReadAsync("/")).Plain();

        desk.ShouldContain($"href=\"/actes/cpts/{Id}/commitments/fir-1/payments?instalment=2&amount=15000,00\"");
        desk.ShouldContain("Certifié par ");
        desk.ShouldNotContain("Une autre personne doit s’en charger.");
    }

    [Fact]
    public async Task who_certified_is_told_that_another_person_pays()
    {
        await GivenAsync();
        await using var server = await ServeAsync("ordonnateur");
        var desk = await server.ReadAsync("/");

        desk.ShouldContain("Une autre personne doit s’en charger.");
        desk.ShouldNotContain("/payments?");
    }

    [Fact]
    public async Task the_form_begins_with_the_instalment_and_the_amount_that_the_desk_showed()
    {
        await GivenAsync();
        Add(5, Guid.Empty, new ServiceCertified(Grant, "c1", 1, Money.Euros(30_000)) { EffectiveDate = new(2026, 6, 11) }); // which it would begin with by itself
        await using var server = await ServeAsync("comptable");
        var form = (await server.ReadAsync($"/actes/cpts/{Id}/commitments/fir-1/payments?instalment=2&amount=15000%2C00")).Plain();
        form.ShouldContain("value=\"15000,00\"");
        form.ShouldContain("<option value=\"2\" selected");
    }

    [Fact]
    public async Task an_envelope_that_is_nearly_spent_is_marked_as_the_notifications_mark_it()
    {
        await GivenAsync();
        Add(8, Guid.Empty, it => new PastEnvelopeEvent("53", 2026, it.EventId, it.Actor, it.RecordedAt, new Domain.Envelopes.EnvelopeNotified("53", 2026, Domain.Envelopes.NotificationKind.Initial, new(Money.Euros(50_000), Money.Euros(50_000), default, default, default)) { EffectiveDate = new(2026, 1, 5), Reference = "N-1" }));
        Add(9, Guid.Empty, it => new PastEnvelopeEvent("53", 2026, it.EventId, it.Actor, it.RecordedAt, new Domain.Envelopes.CreditCommitted(Id, "fir-1", Money.Euros(45_000)) { EffectiveDate = new(2026, 3, 1) }));
        await using var server = await PagesServer.StartAsync(history, Histories.Until, readings: readings, visitor: new CallerClaims("test", "agent", "Agent", Role.ArsOfficer, "53", [], null));
        var desk = (await server.ReadAsync("/")).Plain();

        desk.ShouldContain("90,0 %");
        desk.ShouldContain("Enveloppe engagée à 80 %");
        desk.ShouldContain("href=\"/actes/fir-envelopes/53/2026/cpts-share\"");
        desk.ShouldContain("href=\"/actes/cpts\"");
    }

    private async Task GivenAsync()
    {
        var officer = await readings.IdentifyAsync("test", "ordonnateur", "Agent ARS", CancellationToken.None);
        Add(1, officer.Value, new CptsRegistered("CPTS de Crozon", "53", new Territory("29", ["29042"], 8_000), null, new Identifiers(null, null), null) { EffectiveDate = new(2026, 1, 5) });
        Add(2, officer.Value, new LetterOfIntentAccepted { EffectiveDate = new(2026, 2, 2) });
        Add(3, officer.Value, new FirGrantAwarded(Grant, Money.Euros(45_000), "Écriture du projet", new("C-1", new(2026, 2, 20)), [new(1, InstalmentKind.Advance, new(2026, 3, 15), Money.Euros(30_000)), new(2, InstalmentKind.Balance, new(2026, 6, 15), Money.Euros(15_000))]) { EffectiveDate = new(2026, 3, 1) });
        Add(4, officer.Value, new ServiceCertified(Grant, "c2", 2, Money.Euros(15_000)) { EffectiveDate = new(2026, 6, 10) });
    }

    private void Add(int number, Guid actor, CptsEvent happened) => Add(number, actor, it => new PastCptsEvent(Id, it.EventId, it.Actor, it.RecordedAt, happened));

    private void Add(int number, Guid actor, Func<(Guid EventId, PersonId Actor, DateTimeOffset RecordedAt), PastEvent> make)
        => history.Add(make((new Guid(number, 0, 0, new byte[8]), new PersonId(actor), new DateTimeOffset(2026, 6, 11, 9, number, 0, TimeSpan.Zero))));

    private Task<PagesServer> ServeAsync(string subject) => PagesServer.StartAsync(history, Histories.Until, readings: readings, visitor: new CallerClaims("test", subject, subject, Role.ArsAccountant, "53", [], null));
}

using System.Text;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Host.Engine.Storage;

namespace Funding.Host.Tests.Store.Events;

/// <summary>Names and JSON of events are contracts: what differs from the approved sample beside this file is a new version, not an edit.</summary>
public sealed class event_names
{
    public static TheoryData<string> Names => [.. EventTypes.All.Select(entry => entry.Name)];

    [Fact]
    public void every_event_record_has_exactly_one_name_and_every_name_one_record()
    {
        var records = typeof(CptsEvent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(CptsEvent)) || type.IsSubclassOf(typeof(EnvelopeEvent))));

        EventTypes.All.Select(entry => entry.Type.Name).Order(StringComparer.Ordinal).ShouldBe(records.Select(type => type.Name).Order(StringComparer.Ordinal));
        EventTypes.All.Select(entry => entry.Name).Distinct().Count().ShouldBe(EventTypes.All.Count());
    }

    [Fact]
    public void every_name_is_the_one_that_marten_would_write()
        => EventTypes.All.ShouldAllBe(entry => entry.Name == string.Concat(entry.Type.Name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString())));

    [Theory]
    [MemberData(nameof(Names))]
    public void the_json_of_an_event_is_the_approved_one_and_reads_back(string name)
    {
        var sample = Samples.All.Single(it => EventTypes.NameOf(it) == name);

        var json = EventJson.Write(sample);

        json.ShouldBeVerified(name);
        EventJson.Read(name, Encoding.UTF8.GetBytes(json)).ShouldBe(sample);
    }

    [Fact]
    public void absent_members_are_left_out()
    {
        CptsEvent[] bare =
        [
            new CptsRegistered("x", "84", new Territory("69", [], 1), null, new Identifiers(null, null), null) { EffectiveDate = new(2024, 2, 29) },
            new PaymentMade(new("c", FundingSource.Aci, 2024, "84", "69"), 1, Money.Zero, "V") { EffectiveDate = new(2024, 2, 29) },
        ];

        bare.Select(EventJson.Write).ShouldBe([
            """{"name":"x","regionCode":"84","territory":{"departmentCode":"69","communes":[],"population":1},"identifiers":{},"effectiveDate":"2024-02-29"}""",
            """{"instalment":1,"amount":0,"paymentReference":"V","commitment":{"id":"c","source":"aci","budgetYear":2024,"regionCode":"84","departmentCode":"69"},"effectiveDate":"2024-02-29"}"""]);
        bare.Select(it => EventJson.Read(EventTypes.NameOf(it), Encoding.UTF8.GetBytes(EventJson.Write(it)))).ShouldBe(bare);
    }

    [Fact]
    public void a_text_that_was_not_sealed_is_not_written()
        => Should.Throw<System.Text.Json.JsonException>(() => EventJson.Write(new ContactChanged(new SealedText("en clair", "en clair")) { EffectiveDate = new(2024, 2, 29) }));
}

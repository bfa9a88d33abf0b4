using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store.Events;

/// <summary>
/// What is stored is a contract. Of each version of each event a sample and a shape are approved beside this file; what differs from
/// them is a new version, not an edit. Those of older versions stay as they were when those were written.
/// </summary>
public sealed class stored_shapes
{
    private static readonly EventRegistry Registry = EventTypes.Registry;

    public static TheoryData<string> Current => [.. Registry.Versions.Where(version => version.IsCurrent).Select(version => version.Name)];

    public static TheoryData<string> All => [.. Registry.Versions.Select(version => version.Name)];

    [Theory]
    [MemberData(nameof(Current))]
    public void an_event_is_written_as_its_approved_sample(string name)
        => EventJson.Write(Samples.All.Single(it => it.GetType() == Registry.Find(name)!.Type)).ShouldBeVerified(name);

    [Theory]
    [MemberData(nameof(Current))]
    public void all_that_may_be_stored_is_as_approved(string name)
        => Shape.Of(Registry.Find(name)!.Type, EventJson.Options).ShouldBeVerified($"{name}.shape");

    [Theory]
    [MemberData(nameof(All))]
    public void the_sample_of_a_version_is_read_and_written_again_as_the_current_one_with_nothing_lost(string name)
    {
        var version = Registry.Find(name)!;
        var sample = Sample(name);

        var again = EventJson.Write(EventJson.Read(Registry, name, sample.ToJsonString().Utf8())!);

        var upcast = version.Upcast(sample);
        JsonNode.DeepEquals(JsonNode.Parse(again), upcast).ShouldBeTrue(again);
        Shape.MembersOf(version.Type, EventJson.Options).Where(member => !member.IsGetNullable).Select(member => member.Name).ShouldBeSubsetOf(upcast.Select(member => member.Key));
        if (!version.IsCurrent) again.ShouldBeVerified($"{name}.read");
    }

    [Fact]
    public void every_version_has_its_sample_and_its_shape_and_no_approved_file_is_left_without_a_version()
        => Directory.GetFiles(Folder(), "*.verified.txt").Select(path => Path.GetFileName(path)[..^".verified.txt".Length]).Order(StringComparer.Ordinal)
            .ShouldBe(Registry.Versions.SelectMany(ApprovedFor).Order(StringComparer.Ordinal));

    [Fact]
    public void samples_have_every_member_that_their_event_can_have()
    {
        foreach (var sample in Samples.All)
        {
            var json = JsonNode.Parse(EventJson.Write(sample))!.AsObject();
            json.Select(member => member.Key).ShouldBe(Shape.MembersOf(sample.GetType(), EventJson.Options).Select(member => member.Name));
            if (json["commitment"] is JsonObject commitment) commitment.Select(member => member.Key).ShouldBe(Shape.MembersOf(typeof(CommitmentRef), EventJson.Options).Select(member => member.Name));
        }
    }

    /// <summary>The projector looks up the region of a CPTS in the stored JSON, before any upcaster.</summary>
    [Fact]
    public void every_version_of_a_registration_has_its_region_where_sql_reads_it()
    {
        foreach (var version in Registry.Versions.Where(version => version.Type == typeof(CptsRegistered)))
            Sample(version.Name)["regionCode"]!.GetValue<string>().ShouldBe("84");
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
        bare.Select(it => EventJson.Read(Registry, Registry.NameOf(it), EventJson.WriteUtf8(it))).ShouldBe(bare);
    }

    [Fact]
    public void a_text_that_was_not_sealed_is_not_written()
        => Should.Throw<System.Text.Json.JsonException>(() => EventJson.Write(new ContactChanged(new SealedText("en clair", "en clair")) { EffectiveDate = new(2024, 2, 29) }));

    private static string[] ApprovedFor(EventVersion version)
        => version.IsCurrent ? [version.Name, $"{version.Name}.shape"] : [version.Name, $"{version.Name}.shape", $"{version.Name}.read"];

    private static JsonObject Sample(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), $"{name}.verified.txt")))!.AsObject();

    private static string Folder([CallerFilePath] string test = "") => Path.GetDirectoryName(test)!;
}

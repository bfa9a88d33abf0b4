using System.Reflection;
using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Host.Api.Problems;

namespace Funding.Host.Tests.Api;

public class RejectionProblemTests
{
    private static readonly Type[] Kinds = [.. new[] { typeof(Rejection).Assembly, typeof(VersionMismatch).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Rejection)) && !type.IsAbstract)];

    [Fact]
    public void Every_kind_of_refusal_has_its_problem()
    {
        Kinds.Length.ShouldBeGreaterThan(20);
        foreach (var kind in Kinds)
        {
            var rejection = Make(kind);
            var problem = RejectionProblems.Of(rejection);
            problem.Title.ShouldNotBe(RejectionProblems.UnknownTitle, kind.Name);
            problem.Slug.ShouldBe(rejection.Slug);
            problem.Status.ShouldBe(Expected(rejection), kind.Name);
            ProblemTypes.Slugs.ShouldContain(problem.Slug);
        }
    }

    [Fact]
    public void Every_number_of_a_refusal_is_a_member_of_its_problem()
    {
        foreach (var kind in Kinds.Where(kind => kind != typeof(Invalid)))
        {
            var json = RejectionProblems.Of(Make(kind)).ToJson(null);
            foreach (var parameter in kind.GetConstructors().Single().GetParameters())
                json.ContainsKey(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)).ShouldBeTrue($"{kind.Name}.{parameter.Name}");
        }
    }

    [Fact]
    public void Amounts_are_numbers_and_read_as_French()
    {
        var json = RejectionProblems.Of(new EnvelopeExceeded(Money.Euros(45000m), Money.Euros(1234.5m))).ToJson(Guid.Empty);
        json["detail"]!.GetValue<string>().ShouldBe("45\u202F000,00\u202F€ à couvrir, pour 1\u202F234,50\u202F€ disponibles sur l'enveloppe.");
        json.Remove("detail");
        json.ToJsonString().ShouldBe(
            """{"type":"/problems/envelope-exceeded","title":"Enveloppe d\u00E9pass\u00E9e","status":409,"requested":45000,"available":1234.5,"correlationId":"00000000-0000-0000-0000-000000000000"}""");
    }

    [Theory]
    [InlineData("ringFenced", "la part sanctuarisée de l'enveloppe")]
    [InlineData("prevention", "la part de l'enveloppe réservée à la prévention")]
    [InlineData("medicoSocial", "la part de l'enveloppe réservée au médico-social")]
    public void A_part_that_a_complement_would_lower_is_named(string part, string inFrench)
        => RejectionProblems.Of(new RingFenced(part, Money.Euros(-1m), Money.Zero)).Detail.ShouldBe($"Un complément ne réduit pas {inFrench} : −1,00\u202F€ demandés, 0,00\u202F€ au moins.");

    [Fact]
    public void Days_read_as_French_and_are_ISO_members()
    {
        var problem = RejectionProblems.Of(new DeadlinePassed(new DateOnly(2024, 7, 16)));
        problem.Detail.ShouldContain("16/07/2024");
        problem.ToJson(null)["deadline"]!.GetValue<string>().ShouldBe("2024-07-16");
    }

    [Fact]
    public void A_phase_is_not_said_to_be_that_of_the_date_of_the_act()
        => RejectionProblems.Of(new WrongPhase(PhaseName.Withdrawn, new DateOnly(2024, 1, 10))).Detail.ShouldBe("La phase de la CPTS (Abandon) ne permet pas cet acte, daté du 10/01/2024.");

    [Fact]
    public void A_phase_before_registration_is_absent_not_null() => RejectionProblems.Of(new WrongPhase(null, new DateOnly(2024, 1, 1))).ToJson(null).ContainsKey("phase").ShouldBeFalse();

    private static int Expected(Rejection it) => it switch
    {
        Invalid or IdempotencyKeyReused => 422,
        NotFound => 404,
        Forbidden or FourEyes => 403,
        VersionMismatch => 412,
        _ => 409,
    };

    private static Rejection Make(Type kind)
    {
        var constructor = kind.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return (Rejection)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private static object Value(Type type)
        => type == typeof(string) ? "texte"
            : type == typeof(Sequence<Fault>) ? (Sequence<Fault>)[new Fault("/amount", "faux")]
            : type == typeof(Sequence<Party>) ? (Sequence<Party>)[Party.Ars]
            : type == typeof(PhaseName?) ? PhaseName.Project
            : type == typeof(int) ? 2024
            : Activator.CreateInstance(type)!;
}

using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Hosting;
using Funding.Host.Security;

namespace Funding.Host.Cli;

/// <summary><c>token</c>: a token of the local issuer.</summary>
internal static partial class TokenVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Command Make()
    {
        var role = new Option<string>("--role") { Description = $"Rôle : {string.Join(", ", Slug.All<Role>())}.", Required = true };
        var user = new Option<string>("--user") { Description = "Identifiant de la personne.", Required = true };
        var name = new Option<string?>("--name") { Description = "Nom de la personne (son identifiant par défaut)." };
        var region = new Option<string?>("--region") { Description = "Code INSEE de la région, ou * pour la nation." };
        var departments = new Option<string?>("--departments") { Description = "Codes de départements séparés par des virgules (Assurance maladie)." };
        var cpts = new Option<Guid?>("--cpts") { Description = "La CPTS (rôle cpts)." };
        var ttl = new Option<string>("--ttl") { Description = "Durée de validité : 30m, 8h, 2d.", DefaultValueFactory = _ => "8h" };
        var command = new Command("token", "Écrit un jeton de l'émetteur local, pour l'en-tête Authorization: Bearer.") { role, user, name, region, departments, cpts, ttl };
        command.SetAction(parsed =>
        {
            using var issuer = new LocalIssuer(Configuration.Read());
            Console.Out.WriteLine(issuer.Issue(new TokenRequest(parsed.GetValue(role)!, parsed.GetValue(user)!)
            {
                Name = parsed.GetValue(name),
                Region = parsed.GetValue(region),
                Departments = parsed.GetValue(departments)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
                Cpts = parsed.GetValue(cpts),
                Lifetime = LifetimeOf(parsed.GetValue(ttl)!),
            }));
            return 0;
        });
        return command;
    }

    private static TimeSpan LifetimeOf(string text)
    {
        var match = Lifetime().Match(text);
        if (!match.Success) throw new CannotRunException($"« {text} » n'est pas une durée : 30m, 8h ou 2d, par exemple.");
        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var lifetime = match.Groups["unit"].ValueSpan[0] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) };
        return lifetime <= Longest ? lifetime : throw new CannotRunException($"« {text} » est une durée trop longue : un an au plus, car un jeton ne se reprend pas.");
    }

    [GeneratedRegex("^(?<number>[0-9]{1,6})(?<unit>[smhd])$", RegexOptions.None, 100)]
    private static partial Regex Lifetime();
}

using System.Text.RegularExpressions;

namespace Funding.Host.Tests.House;

/// <summary>Unit. What docker-compose.yml says; that it starts is for a machine with Docker.</summary>
public partial class compose_file
{
    private static readonly Compose Ours = Compose.Ours;

    [Fact]
    public void it_has_the_host_its_database_the_migration_and_a_mail_catcher() =>
        Ours.Services.ShouldBe(["postgres", "migrate", "host", "mail"]);

    [Fact]
    public void the_migration_waits_for_a_healthy_database() => Ours.WaitsFor("migrate").ShouldBe(["postgres: service_healthy"]);

    [Fact]
    public void the_host_waits_for_the_migration_to_succeed() =>
        Ours.WaitsFor("host").ShouldBe(["postgres: service_healthy", "migrate: service_completed_successfully", "mail: service_started"]);

    [Fact]
    public void the_migration_runs_once() =>
        (Ours.Service("migrate")["restart"].ToString(), Ours.List("migrate", "command").Single()).ShouldBe(("no", "migrate"));

    [Fact]
    public void the_database_says_when_it_is_healthy() =>
        Ours.Service("postgres")["healthcheck"]["test"].ToString().ShouldContain("pg_isready, --host=127.0.0.1");

    [Fact]
    public void data_is_kept_in_named_volumes()
    {
        Ours.Volumes.ShouldBe(["postgres", "data"]);
        Ours.List("postgres", "volumes").ShouldContain(volume => volume == "postgres:/var/lib/postgresql");
        Ours.List("host", "volumes").ShouldContain(volume => volume == "data:/data");
    }

    [Fact]
    public void only_the_migration_has_the_rights_of_the_owner() =>
        Ours.Services.Where(service => Ours.Environment(service).Values.Any(value => value.Contains("funding_owner", StringComparison.Ordinal)))
            .ShouldBe(["migrate"]);

    [Fact]
    public void the_host_runs_with_the_role_that_may_not_change_the_schema_and_with_an_external_issuer()
    {
        var host = Ours.Environment("host");
        host["Funding__ConnectionString"].ShouldContain("Username=funding_app;");
        host["Funding__Auth__Authority"].ShouldStartWith("${FUNDING_AUTH_AUTHORITY:?");
    }

    [Fact]
    public void every_password_must_be_given_from_outside() =>
        Ours.Services.SelectMany(Ours.Environment)
            .Where(setting => setting.Key.EndsWith("PASSWORD", StringComparison.Ordinal) || setting.Value.Contains("Password=", StringComparison.OrdinalIgnoreCase))
            .ShouldAllBe(setting => RequiredSecret().IsMatch(setting.Value));

    [Fact]
    public void every_required_variable_is_in_the_example_without_a_value() =>
        RequiredVariable().Matches(Repository.Read("docker-compose.yml")).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Repository.Read(".env.example").Split('\n').Where(line => line.EndsWith('=')).Select(line => line[..^1]).Order(StringComparer.Ordinal));

    [Fact]
    public void ports_are_open_on_this_machine_only() =>
        Ours.Services.SelectMany(service => Ours.List(service, "ports")).ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

    [GeneratedRegex(@"(^|Password=)\$\{[A-Z_]+:\?[^}]+\}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequiredSecret();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):\?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequiredVariable();
}

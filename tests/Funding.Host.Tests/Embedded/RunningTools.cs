using Funding.Host.Embedded;

namespace Funding.Host.Tests.Embedded;

/// <summary>Cost: a process each.</summary>
public sealed class RunningTools
{
    [Fact]
    public async Task Our_settings_are_not_handed_to_the_server()
    {
        Environment.SetEnvironmentVariable("Funding__Probe", "secret");

        var result = await Tool.RunAsync(["env"], null, null, CancellationToken.None);
        result.Succeeded.ShouldBeTrue();
        result.Output.ShouldNotContain("Funding__Probe");
    }

    [Fact]
    public async Task A_tool_that_is_not_there_answers_127() =>
        (await Tool.RunAsync(["no-such-tool"], null, null, CancellationToken.None)).ExitCode.ShouldBe(127);

    [Fact]
    public async Task Both_outputs_and_the_exit_code_come_back_and_input_goes_in()
    {
        var result = await Tool.RunAsync(["/bin/sh", "-c", "cat; echo oops >&2; exit 3"], "given", null, CancellationToken.None);

        result.ExitCode.ShouldBe(3);
        result.Output.Split(Environment.NewLine).ShouldBe(["given", "oops"], ignoreOrder: true);
    }
}

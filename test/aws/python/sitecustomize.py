"""Python runs this before anything else, and gives moto what it lacks of AWS.

It checks rights, but no signatures: it computes these over the decoded address of a request, and so refuses every key
and prefix with a character that an address has to encode. Stacks can be protected from being deleted, take over
buckets that are there already, and leave theirs behind: moto knows only one of the policies that ask for that.
"""

try:
    from moto.iam.access_control import IAMRequestBase

    IAMRequestBase.check_signature = lambda self: None

    from moto.cloudformation.exceptions import ValidationError
    from moto.cloudformation.responses import CloudFormationResponse
    from moto.core.responses import ActionResult
    from moto.s3.models import FakeBucket

    protected = set()
    delete_stack = CloudFormationResponse.delete_stack
    create_bucket = FakeBucket.create_from_cloudformation_json.__func__

    def update_protection(self):
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        is_on = str(self._get_param("EnableTerminationProtection")).lower() == "true"
        (protected.add if is_on else protected.discard)(stack.stack_id)
        return ActionResult({"StackId": stack.stack_id})

    def delete_unprotected(self):
        name = self._get_param("StackName")
        if self.cloudformation_backend.get_stack(name).stack_id in protected:
            raise ValidationError(message=f"Stack [{name}] cannot be deleted while TerminationProtection is enabled")
        return delete_stack(self)

    def create_or_adopt(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        from moto.s3.models import s3_backends

        found = s3_backends[account_id]["aws"].buckets.get(resource_name)
        return found or create_bucket(
            cls, resource_name, cloudformation_json, account_id, region_name, **kwargs
        )

    CloudFormationResponse.update_termination_protection = update_protection
    CloudFormationResponse.delete_stack = delete_unprotected
    FakeBucket.create_from_cloudformation_json = classmethod(create_or_adopt)
    FakeBucket.delete_from_cloudformation_json = classmethod(lambda cls, *_, **__: None)
except ImportError:
    pass  # Some other Python, started on the way to that of moto.
